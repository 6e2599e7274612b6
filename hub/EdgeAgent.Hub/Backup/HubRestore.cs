using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Backup;

/// <summary>Makes a data directory from a backup, on this machine or another one: all of it or nothing.</summary>
internal static class HubRestore
{
    /// <summary>Restores.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">Null: not encrypted.</param>
    /// <param name="root">The new data directory: must be missing or empty.</param>
    /// <param name="time">This machine's clock.</param>
    /// <returns>What was restored.</returns>
    /// <exception cref="BackupException">The backup does not fit together, or the directory is in use; nothing was changed.</exception>
    public static RestoredHome Run(string file, string? passphrase, string root, TimeProvider time)
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new BackupException(
                $"{root} is not empty; a restore replaces nothing. Move it away, or set Hub:DataDirectory to another place.");
        }
        var parent = Path.GetDirectoryName(root)!;
        PrivateFile.EnsureDirectory(parent);
        var temporary = $"{root}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        PrivateFile.EnsureDirectory(temporary);
        try
        {
            var manifest = BackupReader.Extract(file, passphrase, temporary);
            CheckKeys(temporary, manifest, time);
            var madeAt = DateTimeOffset.FromUnixTimeMilliseconds(manifest.MadeAt);
            var devices = PrepareDatabase(Path.Combine(temporary, BackupFiles.Database), madeAt, time.GetUtcNow());
            if (Directory.Exists(root))
            {
                Directory.Delete(root); // empty, see above
            }
            PrivateFile.RenameDirectory(temporary, root);
            return new RestoredHome(manifest.Hub, madeAt, devices);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void CheckKeys(string directory, BackupManifest manifest, TimeProvider time)
    {
        try
        {
            using var key = SigningKey.LoadOrCreate(Path.Combine(directory, BackupFiles.HubKey));
            if (!Address.TryParse(manifest.Hub, out var hub) || key.Address != hub)
            {
                throw new BackupException("The backup's key is not the one of the hub that it names.");
            }
            foreach (var folder in Directory.EnumerateDirectories(directory))
            {
                if (File.Exists(Path.Combine(folder, CertificateAuthority.KeyFile)))
                {
                    CertificateAuthority.LoadOrCreate(folder, hub, time).Dispose();
                }
            }
        }
        catch (KeyFileException e)
        {
            throw new BackupException($"The backup's keys do not fit together: {e.Message}", e);
        }
    }

    private static int PrepareDatabase(string path, DateTimeOffset madeAt, DateTimeOffset now)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
            }.ToString());
            connection.Open();
            if (connection.Scalar<string>("PRAGMA integrity_check") != "ok")
            {
                throw new BackupException("The backup's database is damaged.");
            }
            using var transaction = connection.BeginTransaction();
            foreach (var step in RestoreHistory.Schema.Steps)
            {
                connection.Execute(step.Replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", StringComparison.Ordinal));
            }
            RestoreHistory.Add(connection, now, madeAt);
            // They lived on the box of the old hub, with keys that are in no backup.
            connection.Execute(
                "UPDATE devices SET revoked_at = $now WHERE local_slot IS NOT NULL AND revoked_at IS NULL", ("$now", now));
            transaction.Commit();
            return (int)connection.Scalar<long>("SELECT count(*) FROM devices WHERE revoked_at IS NULL");
        }
        catch (SqliteException e)
        {
            throw new BackupException($"The backup's database cannot be used: {e.Message}", e);
        }
    }
}
