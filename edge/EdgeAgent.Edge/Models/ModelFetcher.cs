using System.Net.Sockets;
using System.Security.Cryptography;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Models;

/// <summary>Brings one model onto the disk: goes on where an earlier try ended, and gives the file its name only when its digest is right.</summary>
internal sealed class ModelFetcher(DataDirectory data, ModelStore store, TimeProvider time)
{
    /// <summary>Silence on the line after which a try is given up.</summary>
    internal static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    private const int BufferBytes = 64 * 1024;

    /// <exception cref="ModelFetchException">Not now; what was received is kept for the next try, unless it was wrong.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task FetchAsync(ModelDoor door, OfferedModel model, CancellationToken cancellationToken)
    {
        PrivateFile.EnsureDirectory(data.Models);
        var part = store.PartOf(model.Digest);
        await using (var file = OpenPart(part))
        {
            await DownloadAsync(door, model, file, cancellationToken);
            await VerifyAsync(model, file, part, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        store.Publish(model.Digest);
    }

    private static FileStream OpenPart(string part)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous,
            BufferSize = 0, // large blocks; a second buffer would only copy
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(part, options);
    }

    private async Task DownloadAsync(
        ModelDoor door, OfferedModel model, FileStream file, CancellationToken cancellationToken)
    {
        if (file.Length > model.SizeBytes)
        {
            file.SetLength(0);
        }
        if (file.Length == model.SizeBytes)
        {
            return;
        }
        using var silence = new CancellationTokenSource(ReadLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            using var download = await door.OpenAsync(model.Digest, file.Length, either.Token);
            file.SetLength(download.Begins);
            file.Position = download.Begins;
            await using var body = await download.Response.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[BufferBytes];
            int count;
            while ((count = await body.ReadAsync(buffer, either.Token)) > 0)
            {
                if (file.Length + count > model.SizeBytes)
                {
                    throw new ModelFetchException($"The hub sends more than the {model.SizeBytes} bytes that it announced.");
                }
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                silence.CancelAfter(ReadLimit);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelFetchException($"The hub was silent for {ReadLimit.TotalSeconds} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or HttpIOException)
        {
            throw new ModelFetchException($"The download broke off after {file.Length} bytes: {e.Message}", e);
        }
        if (file.Length != model.SizeBytes)
        {
            throw new ModelFetchException($"The download ended after {file.Length} of {model.SizeBytes} bytes.");
        }
    }

    private static async Task VerifyAsync(
        OfferedModel model, FileStream file, string part, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var digest = ModelDigest.FromBytes(await SHA256.HashDataAsync(file, cancellationToken));
        if (digest != model.Digest)
        {
            File.Delete(part);
            throw new ModelFetchException($"What was fetched has the digest {digest}; it is deleted.") { IsFinal = true };
        }
    }
}
