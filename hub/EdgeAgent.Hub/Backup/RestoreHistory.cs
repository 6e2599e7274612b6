using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Backup;

/// <summary>Whether this hub was restored from a backup, and so may have forgotten what came after it.</summary>
internal sealed class RestoreHistory(HubDatabase database, TimeProvider time)
{
    /// <summary>How long a restored hub takes certificates that it may have forgotten: as long as one of them can live, renewal of an ended one included.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(120);

    public static readonly StoreSchema Schema = new("restores",
    [
        "CREATE TABLE restores (restored_at INTEGER PRIMARY KEY, backup_at INTEGER NOT NULL) STRICT",
    ]);

    private readonly (DateTimeOffset RestoredAt, DateTimeOffset BackupAt)? _newest = database.Read(connection => connection.Query(
        "SELECT restored_at, backup_at FROM restores ORDER BY restored_at DESC LIMIT 1",
        reader => (reader.GetTime(0)!.Value, reader.GetTime(1)!.Value))) is [var row] ? row : null;

    /// <summary>When the backup was made that this hub comes from; null: it was not restored lately.</summary>
    public DateTimeOffset? BackupAt => _newest is { } restore && time.GetUtcNow() - restore.RestoredAt < Memory
        ? restore.BackupAt
        : null;

    /// <summary>Whether something that this hub did at that time may be missing in its database.</summary>
    public bool MayHaveForgotten(DateTimeOffset done) => BackupAt is { } backup && done >= backup;

    /// <summary>Notes a restore.</summary>
    public static void Add(
        Microsoft.Data.Sqlite.SqliteConnection connection, DateTimeOffset restoredAt, DateTimeOffset backupAt) =>
        connection.Execute(
            "INSERT OR REPLACE INTO restores VALUES ($restored, $backup)", ("$restored", restoredAt), ("$backup", backupAt));
}
