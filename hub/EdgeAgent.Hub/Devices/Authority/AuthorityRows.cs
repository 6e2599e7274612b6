using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Devices;

/// <summary>The table of authorities. It is empty until the first rotation: the one of the first start needs no row.</summary>
internal static class AuthorityRows
{
    public static readonly StoreSchema Schema = new("authorities",
    [
        """
        CREATE TABLE authorities (
            spki_hash BLOB PRIMARY KEY,
            directory TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            retire_at INTEGER,
            retired_at INTEGER) STRICT, WITHOUT ROWID
        """,
    ]);

    public static IReadOnlyList<AuthorityRow> All(SqliteConnection connection) => connection.Query(
        "SELECT spki_hash, directory, made_at, retire_at, retired_at FROM authorities ORDER BY made_at",
        reader => new AuthorityRow(
            reader.GetBytes32(0), reader.GetString(1), reader.GetTime(2)!.Value, reader.GetTime(3), reader.GetTime(4)));

    public static void Save(SqliteConnection connection, AuthorityRow row) => connection.Execute(
        """
        INSERT INTO authorities VALUES ($spki, $directory, $made, $retire, $retired)
        ON CONFLICT (spki_hash) DO UPDATE SET retire_at = $retire, retired_at = $retired
        """,
        ("$spki", row.SpkiHash), ("$directory", row.Directory), ("$made", row.MadeAt),
        ("$retire", row.RetireAt), ("$retired", row.RetiredAt));
}
