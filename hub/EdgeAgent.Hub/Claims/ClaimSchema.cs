using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Claims;

/// <summary>The tables of claims.</summary>
internal static class ClaimSchema
{
    /// <summary>
    /// A device's head is its row with the largest seq: there is no second place that could say otherwise.
    /// </summary>
    public static StoreSchema Value { get; } = new(
        "claims",
        [
            """
            CREATE TABLE claims (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                digest BLOB NOT NULL UNIQUE,
                device BLOB NOT NULL,
                seq INTEGER NOT NULL,
                prev BLOB NOT NULL,
                agreement BLOB NOT NULL,
                verdict INTEGER NOT NULL,
                fault TEXT,
                message BLOB NOT NULL,
                received_at INTEGER NOT NULL,
                UNIQUE (device, seq),
                UNIQUE (device, prev)
            ) STRICT;
            CREATE INDEX claims_by_agreement ON claims (agreement);

            -- The second claim for a place of a chain, beside the first one in claims.
            CREATE TABLE claim_equivocations (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                digest BLOB NOT NULL UNIQUE,
                device BLOB NOT NULL,
                first_digest BLOB NOT NULL,
                message BLOB NOT NULL,
                received_at INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE benched_devices (
                device BLOB PRIMARY KEY,
                fault TEXT NOT NULL,
                since INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """,
        ]);
}
