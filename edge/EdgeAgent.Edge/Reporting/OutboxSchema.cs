namespace EdgeAgent.Edge.Reporting;

/// <summary>The tables of <c>outbox.db</c>.</summary>
internal static class OutboxSchema
{
    /// <summary>Kept as <c>user_version</c>; a file of a newer version is set aside like a damaged one: readings are worth less than going on.</summary>
    public const long Version = 1;

    /// <summary>
    /// <c>records.body</c> holds the message as it goes out. <c>gaps</c> holds what will never come.
    /// <c>done</c> holds commands that were carried out, for seven days.
    /// </summary>
    public const string Create = """
        CREATE TABLE meta(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          boot INTEGER NOT NULL,
          seq INTEGER NOT NULL
        ) STRICT;
        INSERT INTO meta VALUES (1, 0, 0);
        CREATE TABLE records(
          seq INTEGER PRIMARY KEY,
          boot INTEGER NOT NULL,
          t INTEGER NOT NULL,
          event INTEGER NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE gaps(
          boot INTEGER NOT NULL,
          first INTEGER NOT NULL,
          last INTEGER NOT NULL,
          start INTEGER NOT NULL,
          until INTEGER NOT NULL,
          reason TEXT NOT NULL,
          PRIMARY KEY (boot, first)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE done(
          id TEXT PRIMARY KEY,
          at INTEGER NOT NULL,
          result BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        PRAGMA user_version = 1;
        """;

    /// <summary>A commit is on the disk when it returns, also in write-ahead mode; the log is folded in every 200 pages so that it stays small.</summary>
    public const string Settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -256;
        PRAGMA wal_autocheckpoint = 200;
        PRAGMA journal_size_limit = 1048576;
        """;
}
