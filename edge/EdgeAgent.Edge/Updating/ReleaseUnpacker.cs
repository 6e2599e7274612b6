using System.Formats.Tar;
using System.IO.Compression;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Edge.Updating;

/// <summary>Unpacks a verified archive into the folder of its version. Its signature says that it is ours; it is read strictly all the same.</summary>
internal sealed class ReleaseUnpacker(UpdateFolder folder)
{
    private const int MaxEntries = 256;
    private const UnixFileMode FileMode0644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Unpacks; the folder gets its name when everything in it is on the disk.</summary>
    /// <exception cref="UpdateException">The archive is not of the expected form.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public async Task UnpackAsync(string archive, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        var target = folder.Version(manifest.Version);
        if (File.Exists(Path.Combine(target, UpdateFolder.CompleteName)))
        {
            return;
        }
        var temporary = target + ".new";
        Clear(temporary);
        Clear(target);
        Directory.CreateDirectory(temporary);
        try
        {
            await using var file = File.OpenRead(archive);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            await ExtractAsync(tar, temporary, manifest.InstalledBytes, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new UpdateException($"The archive of {manifest.Version} cannot be unpacked: {e.Message}", e) { IsFinal = true };
        }
        await using (var complete = new FileStream(Path.Combine(temporary, UpdateFolder.CompleteName), FileMode.CreateNew))
        {
            complete.Flush(flushToDisk: true);
        }
        DurableFiles.Publish(temporary, target);
    }

    private static async Task ExtractAsync(TarReader tar, string target, long maxBytes, CancellationToken cancellationToken)
    {
        var entries = 0;
        var bytes = 0L;
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (++entries > MaxEntries || (bytes += entry.Length) > maxBytes)
            {
                throw new InvalidDataException("it holds more than its manifest says");
            }
            var path = PathOf(target, entry.Name);
            if (entry.EntryType is TarEntryType.Directory)
            {
                Directory.CreateDirectory(path);
                continue;
            }
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new InvalidDataException($"entry {entries} is neither a file nor a directory");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = FileMode0644 | (entry.Mode & Execute);
            }
            await using var file = new FileStream(path, options);
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(file, cancellationToken);
            }
            file.Flush(flushToDisk: true);
        }
    }

    private static string PathOf(string target, string name)
    {
        var path = Path.GetFullPath(Path.Combine(target, name));
        return path.StartsWith(target + "/", StringComparison.Ordinal) || path == target
            ? path
            : throw new InvalidDataException("a name leads out of the folder");
    }

    private static void Clear(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
