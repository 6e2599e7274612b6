using System.Net.Sockets;
using System.Security.Cryptography;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Edge.Updating;

/// <summary>Brings a release's archive onto the disk: goes on where an earlier try ended, and believes it only with the right sum.</summary>
internal sealed class ArchiveFetcher(UpdateFolder folder, TimeProvider time)
{
    /// <summary>Silence on the line after which a try is given up.</summary>
    internal static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);

    private const int BufferBytes = 64 * 1024;

    /// <returns>Path of the verified archive.</returns>
    /// <exception cref="UpdateException">Not now; what was received is kept for the next try, unless it was wrong.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task<string> FetchAsync(UpdateDoor door, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        CheckSpace(manifest);
        var path = folder.Download(manifest.Sha256);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
        await DownloadAsync(door, manifest, file, cancellationToken);
        file.Position = 0;
        var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        if (sum != manifest.Sha256)
        {
            File.Delete(path);
            throw new UpdateException($"What was fetched has the sum {sum}, expected was {manifest.Sha256}; it is deleted.");
        }
        file.Flush(flushToDisk: true);
        return path;
    }

    private void CheckSpace(ReleaseManifest manifest)
    {
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        var needed = manifest.SizeBytes + manifest.InstalledBytes;
        if (free < needed)
        {
            throw new UpdateException($"{free} bytes are free at {folder.Root}, {needed} are needed for {manifest.Version}: free some space.");
        }
    }

    private async Task DownloadAsync(UpdateDoor door, ReleaseManifest manifest, FileStream file, CancellationToken cancellationToken)
    {
        if (file.Length > manifest.SizeBytes)
        {
            file.SetLength(0);
        }
        if (file.Length == manifest.SizeBytes)
        {
            return;
        }
        using var silence = new CancellationTokenSource(ReadLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            var (response, begins) = await door.OpenAsync(manifest.Sha256, file.Length, either.Token);
            using var open = response;
            file.SetLength(begins);
            file.Position = begins;
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[BufferBytes];
            int count;
            while ((count = await body.ReadAsync(buffer, either.Token)) > 0)
            {
                if (file.Length + count > manifest.SizeBytes)
                {
                    throw new UpdateException($"The hub sends more than the {manifest.SizeBytes} bytes of the manifest.");
                }
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                silence.CancelAfter(ReadLimit);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpdateException($"The hub was silent for {ReadLimit.TotalSeconds} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or HttpIOException)
        {
            throw new UpdateException($"The download broke off after {file.Length} bytes: {e.Message}", e);
        }
        if (file.Length != manifest.SizeBytes)
        {
            throw new UpdateException($"The download ended after {file.Length} of {manifest.SizeBytes} bytes.");
        }
    }
}
