using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The journal's table. The columns beside the entry are for finding it; the entry itself has the say.</summary>
internal static class LedgerSchema
{
    public static StoreSchema Value { get; } = new(
        "ledger",
        [
            """
            CREATE TABLE ledger_entries (
                idx INTEGER PRIMARY KEY,
                digest BLOB NOT NULL,
                rule INTEGER NOT NULL,
                agreement BLOB,
                claim BLOB,
                entry BLOB NOT NULL
            ) STRICT;
            -- Escrow is taken once and an agreement is settled once, whatever the program believes.
            CREATE UNIQUE INDEX ledger_opened ON ledger_entries (agreement) WHERE rule = 1;
            CREATE UNIQUE INDEX ledger_settled ON ledger_entries (agreement) WHERE rule BETWEEN 2 AND 6;
            CREATE UNIQUE INDEX ledger_claims ON ledger_entries (claim) WHERE claim IS NOT NULL AND rule <> 7;

            CREATE TABLE ledger_postings (
                account TEXT NOT NULL,
                idx INTEGER NOT NULL REFERENCES ledger_entries (idx),
                micros INTEGER NOT NULL,
                PRIMARY KEY (account, idx)
            ) STRICT, WITHOUT ROWID;
            """,
        ]);
}
