using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Backup.Age;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Backup;

/// <summary>Takes a backup apart, strictly: only files that it may hold, each once, whole, and with the digest that it says.</summary>
internal static class BackupReader
{
    /// <summary>Whether the file asks for a passphrase.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsEncrypted(string file)
    {
        using var input = File.OpenRead(file);
        var intro = new byte[AgeFormat.Intro.Length];
        return input.ReadAtLeast(intro, intro.Length, throwOnEndOfStream: false) == intro.Length
            && Encoding.ASCII.GetString(intro) == AgeFormat.Intro;
    }

    /// <summary>Writes the files of a backup into a directory of the caller's.</summary>
    /// <returns>What the backup says of itself.</returns>
    /// <exception cref="BackupException">It is not a backup, damaged, or the passphrase is wrong; what was written is worthless.</exception>
    public static BackupManifest Extract(string file, string? passphrase, string into)
    {
        using var input = File.OpenRead(file);
        using var age = passphrase is null ? null : new AgeReadStream(input, passphrase);
        try
        {
            using var tar = new TarReader(age ?? (Stream)input, leaveOpen: true);
            var manifest = ReadManifest(tar);
            var missing = new HashSet<string>(manifest.Files.Keys, StringComparer.Ordinal);
            while (tar.GetNextEntry(copyData: false) is { } entry)
            {
                if (entry.EntryType is not TarEntryType.RegularFile || !missing.Remove(entry.Name))
                {
                    throw new BackupException("The backup holds an entry that it does not name, or one twice.");
                }
                Write(entry, Path.Combine(into, entry.Name), manifest.Files[entry.Name]);
            }
            // To the end, so that all of it is authenticated.
            age?.CopyTo(Stream.Null);
            return missing.Count == 0
                ? manifest
                : throw new BackupException($"The backup is cut off: {string.Join(", ", missing.Order())} missing.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException)
        {
            throw new BackupException("This is not a backup of a hub, or it is damaged.", e);
        }
    }

    private static BackupManifest ReadManifest(TarReader tar)
    {
        if (tar.GetNextEntry(copyData: false) is not
            {
                EntryType: TarEntryType.RegularFile, Name: BackupManifest.EntryName,
                Length: <= BackupLimits.ManifestBytes, DataStream: { } content,
            })
        {
            throw new BackupException("This is not a backup of a hub.");
        }
        var manifest = JsonSerializer.Deserialize(content, BackupJson.Default.BackupManifest)
            ?? throw new BackupException("This is not a backup of a hub.");
        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw new BackupException(
                $"The backup has format {manifest.Format}; this program reads {BackupManifest.CurrentFormat}. It was made by {manifest.Program}.");
        }
        if (manifest.Files.Count > BackupLimits.Files || !manifest.Files.Keys.All(BackupFiles.IsKnown)
            || !manifest.Files.ContainsKey(BackupFiles.Database) || !manifest.Files.ContainsKey(BackupFiles.HubKey))
        {
            throw new BackupException("The backup names files that are not a hub's, or misses some that are.");
        }
        return manifest;
    }

    private static void Write(TarEntry entry, string path, string expected)
    {
        if (entry.Name != BackupFiles.Database && entry.Length > BackupLimits.SmallFileBytes)
        {
            throw new BackupException($"{entry.Name} in the backup has {entry.Length} bytes; at most {BackupLimits.SmallFileBytes} are expected.");
        }
        PrivateFile.EnsureDirectory(Path.GetDirectoryName(path)!);
        using var output = PrivateFile.CreateNew(path);
        entry.DataStream?.CopyTo(output);
        output.Flush(flushToDisk: true);
        output.Position = 0;
        if (Convert.ToHexStringLower(SHA256.HashData(output)) != expected)
        {
            throw new BackupException($"{entry.Name} in the backup is damaged.");
        }
    }
}
