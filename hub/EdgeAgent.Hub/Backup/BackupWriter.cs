using System.Formats.Tar;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Hub.Backup.Age;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Backup;

/// <summary>Copies the home into one file, while the hub runs: a tar archive, inside an age file where a passphrase is given.</summary>
internal sealed class BackupWriter(
    HubIdentity identity, HubDatabase database, DataDirectory directory, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file, mode 0600; it is whole and on the disk when this returns.</summary>
    /// <param name="file">Must not exist.</param>
    /// <param name="passphrase">Null: not encrypted.</param>
    /// <exception cref="BackupException">The file exists.</exception>
    /// <exception cref="IOException">A disk refuses; there is no file then.</exception>
    public void Write(string file, string? passphrase)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target))
        {
            throw new BackupException($"{target} exists; a backup replaces nothing. Give another name.");
        }
        var temporary = $"{target}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        var snapshot = directory.Path($"backup-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        try
        {
            using (var output = PrivateFile.CreateNew(temporary))
            {
                WriteTo(output, snapshot, passphrase);
                output.Flush(flushToDisk: true);
            }
            PrivateFile.Rename(temporary, target);
        }
        finally
        {
            File.Delete(snapshot);
            File.Delete(temporary);
        }
    }

    private void WriteTo(Stream output, string snapshot, string? passphrase)
    {
        // The time and the database before the files: what the database names is then certainly in the archive.
        var madeAt = time.GetUtcNow();
        PrivateFile.CreateNew(snapshot).Dispose(); // SQLite fills an empty file, and leaves its mode alone
        database.Read(connection => connection.Execute("VACUUM INTO $file", ("$file", snapshot)));
        var names = BackupFiles.Existing(directory);
        var hashes = names.ToDictionary(name => name, name => Hash(directory.Path(name)), StringComparer.Ordinal);
        hashes[BackupFiles.Database] = Hash(snapshot);
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat,
            identity.Address.ToString(),
            madeAt.ToUnixTimeMilliseconds(),
            typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown",
            hashes);
        using var age = passphrase is null ? null : new AgeWriteStream(output, passphrase);
        using (var tar = new TarWriter(age ?? output, TarEntryFormat.Pax, leaveOpen: true))
        {
            using var head = new MemoryStream(
                JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
            Add(tar, BackupManifest.EntryName, head, madeAt);
            foreach (var name in names)
            {
                using var content = File.OpenRead(directory.Path(name));
                Add(tar, name, content, madeAt);
            }
            using var copy = File.OpenRead(snapshot);
            Add(tar, BackupFiles.Database, copy, madeAt);
        }
        age?.Finish();
    }

    private static void Add(TarWriter tar, string name, Stream content, DateTimeOffset time) => tar.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = OwnerOnly,
            ModificationTime = time,
        });

    private static string Hash(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
