using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>The tables of the administrator's account.</summary>
internal static class AccountRows
{
    public static readonly StoreSchema Schema = new("administrator",
    [
        """
        CREATE TABLE administrator (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            salt BLOB NOT NULL,
            iterations INTEGER NOT NULL,
            hash BLOB NOT NULL,
            changed_at INTEGER NOT NULL) STRICT;
        CREATE TABLE setup_link (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            hash BLOB,
            ends_at INTEGER NOT NULL) STRICT;
        """,
    ]);

    /// <summary>The administrator's password; null while there is no administrator.</summary>
    public static PasswordHash? Password(SqliteConnection connection) => connection.Query(
        "SELECT salt, iterations, hash FROM administrator",
        reader => new PasswordHash(
            reader.GetFieldValue<byte[]>(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2))) is [var password] ? password : null;

    /// <summary>Sets the password, and so makes the administrator where there is none.</summary>
    public static void SetPassword(SqliteConnection connection, PasswordHash password, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO administrator VALUES (1, $salt, $iterations, $hash, $now)
            ON CONFLICT (one) DO UPDATE SET salt = $salt, iterations = $iterations, hash = $hash, changed_at = $now
            """,
            ("$salt", password.Salt), ("$iterations", password.Iterations), ("$hash", password.Hash), ("$now", now));

    /// <summary>Whether a link was ever made.</summary>
    public static bool HadLink(SqliteConnection connection) =>
        connection.Scalar<long>("SELECT count(*) FROM setup_link") > 0;

    /// <summary>Makes a link the only good one.</summary>
    public static void SetLink(SqliteConnection connection, byte[] hash, DateTimeOffset endsAt) => connection.Execute(
        "INSERT INTO setup_link VALUES (1, $hash, $ends) ON CONFLICT (one) DO UPDATE SET hash = $hash, ends_at = $ends",
        ("$hash", hash), ("$ends", endsAt));

    /// <summary>The hash of the link that is good now; null when there is none.</summary>
    public static byte[]? Link(SqliteConnection connection, DateTimeOffset now) => connection.Scalar<byte[]>(
        "SELECT hash FROM setup_link WHERE ends_at > $now", ("$now", now));

    /// <summary>No link is good any more.</summary>
    public static void SpendLink(SqliteConnection connection) =>
        connection.Execute("UPDATE setup_link SET hash = NULL, ends_at = 0");
}
