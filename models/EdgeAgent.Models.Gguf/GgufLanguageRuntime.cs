using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Models.Gguf;

/// <summary>Runs GGUF models on the processor, with llama.cpp.</summary>
public sealed partial class GgufLanguageRuntime : ILanguageRuntime
{
    private readonly ILogger _logger;

    /// <param name="logger">Also takes llama.cpp's own lines, at Debug and Trace; null: nothing is logged.</param>
    public GgufLanguageRuntime(ILogger<GgufLanguageRuntime>? logger = null) => _logger = logger ?? NullLogger<GgufLanguageRuntime>.Instance;

    /// <inheritdoc/>
    public async Task<ILanguageModel> LoadAsync(LanguageModelOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.GetFullPath(options.Path);
        var facts = ReadFacts(path);
        CheckMemory(facts);
        // The two longest parts of a load side by side; the second mostly finds the file in the page cache.
        var digest = options.KnownDigest is { } known
            ? Task.FromResult(known)
            : Task.Run(() => ModelDigest.OfFileAsync(path, cancellationToken), cancellationToken);
        var opening = Task.Run(() => Open(path, options, facts, cancellationToken), cancellationToken);
        try
        {
            await Task.WhenAll(digest, opening);
        }
        catch when (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
            throw;
        }
        var model = await opening;
        model.SetDigest(await digest);
        LogLoaded(model.Info.Name, model.Info.Parameters, model.Info.ContextTokens, model.Info.RuntimeClass);
        return model;
    }

    private static GgufModelFacts ReadFacts(string path)
    {
        try
        {
            return GgufModelFacts.Of(GgufFile.Read(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"The model file cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static void CheckMemory(GgufModelFacts facts)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (facts.WeightBytes > available)
        {
            throw new InferenceException(
                $"The weights have {facts.WeightBytes >> 20} MiB, this device has {available >> 20} MiB of memory. " +
                "Take a smaller model or a stronger quantization.");
        }
    }

    private GgufLanguageModel Open(
        string path, LanguageModelOptions options, GgufModelFacts facts, CancellationToken cancellationToken)
    {
        NativeLog.Use(_logger);
        var backend = LlamaLibrary.Load();
        var threads = options.Threads > 0 ? Math.Min(options.Threads, EngineLimits.MaxThreads) : CpuTopology.ThreadsFor(facts.WeightBytes);
        var trained = facts.TrainedContextTokens;
        var contextTokens = options.ContextTokens > 0 ? Math.Min(options.ContextTokens, trained) : trained;
        var model = ModelLoader.Load(path, cancellationToken);
        Tokenizer? tokenizer = null;
        try
        {
            tokenizer = new Tokenizer(VocabularyHandle.Of(model));
            if (tokenizer.Count != facts.VocabularyTokens)
            {
                throw new ModelFormatException($"{tokenizer.Count} tokens were loaded, the header has {facts.VocabularyTokens}.");
            }
            var info = new LanguageModelInfo(
                default, facts.Name, facts.Architecture, facts.Parameters, facts.ActiveParameters, contextTokens,
                facts.VocabularyTokens, RuntimeClass(backend, threads));
            var abort = new AbortFlag();
            var context = ModelLoader.Open(model, contextTokens, threads, abort);
            return new GgufLanguageModel(model, tokenizer, new EngineLoop(context, tokenizer, abort, LogFailed), info);
        }
        catch
        {
            tokenizer?.Dispose();
            model.Dispose();
            throw;
        }
    }

    private static string RuntimeClass(CpuBackend backend, int threads) =>
        $"llama.cpp {LlamaBuild.Release} (node-llama-cpp {LlamaBuild.PackageVersion}), " +
        $"{backend.Variant} [{backend.Features}], {threads} threads";

    [LoggerMessage(EventId = GgufEventIds.ModelLoaded, Level = LogLevel.Information,
        Message = "Loaded {Name}: {Parameters} parameters, {ContextTokens} tokens of context, {RuntimeClass}")]
    private partial void LogLoaded(string name, long parameters, int contextTokens, string runtimeClass);

    [LoggerMessage(EventId = GgufEventIds.EngineFailed, Level = LogLevel.Error, Message = "The engine has failed and stopped")]
    private partial void LogFailed(Exception cause);
}
