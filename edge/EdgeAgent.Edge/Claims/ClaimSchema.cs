namespace EdgeAgent.Edge.Claims;

/// <summary>The tables of <c>claims.db</c>.</summary>
internal static class ClaimSchema
{
    /// <summary>Kept as <c>user_version</c>; a file of a newer version is refused.</summary>
    public const long Version = 1;

    /// <summary>
    /// <c>message</c> holds the bytes that go out as <c>up/claim</c>: claim, signature and lock.
    /// <c>agreement</c> is unique: one lock, one claim. <c>head</c> has one row.
    /// </summary>
    public const string Create = """
        CREATE TABLE claims(
          seq INTEGER PRIMARY KEY,
          digest BLOB NOT NULL UNIQUE,
          agreement BLOB NOT NULL UNIQUE,
          message BLOB NOT NULL,
          stored_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE head(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          seq INTEGER NOT NULL,
          digest BLOB NOT NULL,
          acked INTEGER NOT NULL
        ) STRICT;
        INSERT INTO head(id, seq, digest, acked) VALUES (1, 0, zeroblob(32), 0);
        PRAGMA user_version = 1;
        """;

    /// <summary>A commit is on the disk when it returns, also in write-ahead mode.</summary>
    public const string Settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -256;
        """;

    public const string ReadHead = "SELECT seq, digest, acked FROM head WHERE id = 1";

    public const string NewestClaim = "SELECT coalesce(max(seq), 0) FROM claims";

    public const string HasAgreement = "SELECT 1 FROM claims WHERE agreement = $agreement";

    public const string ReadMessage = "SELECT message FROM claims WHERE seq = $seq";

    public const string Insert = """
        INSERT INTO claims(seq, digest, agreement, message, stored_at)
        VALUES ($seq, $digest, $agreement, $message, $at)
        """;

    /// <summary>Moves the head only from where it is expected.</summary>
    public const string MoveHead = """
        UPDATE head SET seq = $seq, digest = $digest, acked = $acked WHERE id = 1 AND seq = $seq - 1
        """;

    public const string SaveAcked = "UPDATE head SET acked = $acked WHERE id = 1";
}
