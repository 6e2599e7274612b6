using System.Formats.Tar;
using System.IO.Compression;
using EdgeAgent.Provisioning.Cards;

namespace EdgeAgent.Provisioning.Releases;

/// <summary>Packs a payload for a release. The same files give the same bytes: sorted, without times and owners.</summary>
internal static class ReleaseArchive
{
    private const UnixFileMode FileMode0644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode FileMode0755 =
        FileMode0644 | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>Bytes in the archive, unpacked.</returns>
    public static async Task<long> PackAsync(DevicePayload payload, string archive, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(archive, FileMode.CreateNew);
        await using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        var bytes = 0L;
        foreach (var name in payload.Files)
        {
            await using var content = File.OpenRead(Path.Combine(payload.Folder, name));
            var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                Mode = name == "edgeagent" ? FileMode0755 : FileMode0644,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = content,
            };
            bytes += content.Length;
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
        return bytes;
    }
}
