using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>The table of API keys.</summary>
internal static class KeyRows
{
    public static readonly StoreSchema Schema = new("api_keys",
    [
        """
        CREATE TABLE api_keys (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            hash BLOB NOT NULL,
            scopes INTEGER NOT NULL,
            models TEXT,
            spend_limit INTEGER,
            spent INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            last_used_at INTEGER,
            revoked_at INTEGER) STRICT, WITHOUT ROWID
        """,
    ]);

    private const string Columns =
        "id, name, hash, scopes, models, spend_limit, spent, created_at, last_used_at, revoked_at";

    /// <summary>All keys with what changes about them.</summary>
    public static IReadOnlyList<(ApiKey Key, long SpentMicros, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)>
        List(SqliteConnection connection) => connection.Query(
            $"SELECT {Columns} FROM api_keys",
            reader => (Read(reader), reader.GetInt64(6), reader.GetTime(8), reader.GetTime(9)));

    /// <summary>Adds a key.</summary>
    /// <returns>False when <see cref="KeyLimits.Active"/> are in use.</returns>
    public static bool TryInsert(SqliteConnection connection, ApiKey key)
    {
        if (connection.Scalar<long>("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL") >= KeyLimits.Active)
        {
            return false;
        }
        var terms = key.Terms;
        connection.Execute(
            """
            INSERT INTO api_keys (id, name, hash, scopes, models, spend_limit, created_at)
            VALUES ($id, $name, $hash, $scopes, $models, $limit, $now)
            """,
            ("$id", key.Id.ToString()), ("$name", terms.Name), ("$hash", key.Hash), ("$scopes", (long)terms.Scopes),
            ("$models", terms.Models is { } models
                ? JsonSerializer.Serialize(models, AdministrationJson.Default.IReadOnlyListString)
                : null),
            ("$limit", terms.SpendLimitMicros), ("$now", key.CreatedAt));
        return true;
    }

    /// <summary>Puts a key out of use, and forgets the oldest of those that are.</summary>
    /// <returns>False when no such key is in use.</returns>
    public static bool TryRevoke(SqliteConnection connection, KeyId id, DateTimeOffset now)
    {
        if (connection.Execute(
            "UPDATE api_keys SET revoked_at = $now WHERE id = $id AND revoked_at IS NULL",
            ("$now", now), ("$id", id.ToString())) == 0)
        {
            return false;
        }
        connection.Execute(
            """
            DELETE FROM api_keys WHERE id IN (
                SELECT id FROM api_keys WHERE revoked_at IS NOT NULL
                ORDER BY revoked_at DESC, id LIMIT -1 OFFSET $keep)
            """,
            ("$keep", KeyLimits.Revoked));
        return true;
    }

    /// <summary>Adds to what a key has spent.</summary>
    public static void Charge(SqliteConnection connection, KeyId id, long micros) => connection.Execute(
        "UPDATE api_keys SET spent = spent + $micros WHERE id = $id", ("$micros", micros), ("$id", id.ToString()));

    /// <summary>Notes when a key was last used.</summary>
    public static void Used(SqliteConnection connection, KeyId id, DateTimeOffset time) => connection.Execute(
        "UPDATE api_keys SET last_used_at = $time WHERE id = $id", ("$time", time), ("$id", id.ToString()));

    private static ApiKey Read(SqliteDataReader reader)
    {
        var text = reader.GetString(0);
        var terms = new KeyTerms(
            reader.GetString(1),
            (Scopes)reader.GetInt32(3),
            reader.IsDBNull(4)
                ? null
                : JsonSerializer.Deserialize(reader.GetString(4), AdministrationJson.Default.IReadOnlyListString),
            reader.IsDBNull(5) ? null : reader.GetInt64(5));
        return KeyId.TryParse(text, out var id)
            ? new ApiKey(id, terms, reader.GetFieldValue<byte[]>(2), reader.GetTime(7)!.Value)
            : throw new StorageException($"The table api_keys holds '{text}', which is no key's id. Restore a backup.");
    }
}
