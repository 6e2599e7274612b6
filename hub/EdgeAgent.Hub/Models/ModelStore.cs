using System.Text.Json;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Hub.Models;

/// <summary>
/// Model files by digest, each with a small record beside it. A file stands under its name only when it is whole and
/// valid.
/// </summary>
internal sealed class ModelStore(DataDirectory directory, TimeProvider time)
{
    private const int MaxRecordBytes = 64 * 1024;
    private const int CopyBufferBytes = 1 << 20;
    private const string PartialSuffix = ".partial";

    /// <summary>Metadata entry of a chat template.</summary>
    public const string ChatTemplateKey = "tokenizer.chat_template";

    /// <summary>Records kept at most; each is a few hundred bytes.</summary>
    public const int MaxRecords = 256;

    private string Root { get; } = directory.Path("models");

    /// <summary>Where a model's file is or would be.</summary>
    public string PathOf(ModelDigest digest) => Path.Combine(Root, $"{digest}.gguf");

    /// <summary>Makes the directory and removes what an interrupted run left.</summary>
    public void Prepare()
    {
        PrivateFile.EnsureDirectory(Root);
        foreach (var leftover in Directory.EnumerateFiles(Root, "*" + PartialSuffix + "*"))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>All records, newest first; damaged ones are passed over.</summary>
    public IReadOnlyList<ModelRecord> Records() =>
    [
        .. Directory.EnumerateFiles(Root, "*.json")
            .Select(TryReadRecord)
            .OfType<ModelRecord>()
            .OrderByDescending(record => record.Added)
            .Take(MaxRecords),
    ];

    /// <summary>Whether a model's whole file is here.</summary>
    public bool Has(ModelRecord record) =>
        new FileInfo(PathOf(record.Digest)) is { Exists: true } file && file.Length == record.SizeBytes;

    /// <summary>Takes a model in: copies or makes it, checks it, names it by its digest.</summary>
    /// <exception cref="HubModelException">Not a model, or the disk refuses.</exception>
    public async Task<ModelRecord> ImportAsync(ModelSource source, CancellationToken cancellationToken)
    {
        var partial = Path.Combine(Root, Path.GetRandomFileName() + PartialSuffix);
        try
        {
            var name = await WriteAsync(source, partial, cancellationToken);
            var file = GgufFile.Read(partial);
            var facts = GgufModelFacts.Of(file);
            var digest = await ModelDigest.OfFileAsync(partial, cancellationToken);
            var record = new ModelRecord(
                digest,
                name,
                new FileInfo(partial).Length,
                facts.ActiveParameters,
                time.GetUtcNow(),
                source is ModelSource.Generated,
                file.Has(ChatTemplateKey),
                source.Key);
            File.Move(partial, PathOf(digest), overwrite: true);
            PrivateFile.WriteAtomic(
                RecordPath(digest), JsonSerializer.SerializeToUtf8Bytes(record, ModelRecordJson.Default.ModelRecord));
            return record;
        }
        catch (ModelFormatException e)
        {
            throw new HubModelException($"The model of {source.Key} cannot be served: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new HubModelException($"The model of {source.Key} could not be stored: {e.Message}", e);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Gives the space of a model back; its record stays, so that claims on it stay checkable.</summary>
    public void DropFile(ModelRecord record) => File.Delete(PathOf(record.Digest));

    private static async Task<string> WriteAsync(ModelSource source, string path, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case ModelSource.GivenFile given:
                await using (var from = new FileStream(
                    given.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan))
                await using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
                {
                    await from.CopyToAsync(to, CopyBufferBytes, cancellationToken);
                    to.Flush(flushToDisk: true);
                }
                return ModelName.OfFile(given.Path);
            default:
                await RandomModelWriter.WriteAsync(
                    path,
                    LlamaShape.Tiny260K,
                    ModelSource.Generated.Quantization,
                    ModelSource.Generated.Seed,
                    cancellationToken);
                return ModelSource.Generated.Name;
        }
    }

    private static ModelRecord? TryReadRecord(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                PrivateFile.Read(path, MaxRecordBytes), ModelRecordJson.Default.ModelRecord);
        }
        catch (Exception e) when (e is JsonException or IOException or KeyFileException)
        {
            return null; // the model is taken in again, which writes a new record
        }
    }

    private string RecordPath(ModelDigest digest) => Path.Combine(Root, $"{digest}.json");
}
