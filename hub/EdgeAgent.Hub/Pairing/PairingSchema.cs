using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Pairing;

/// <summary>The tables of pairing: what was granted, and the printed secrets that the hub knows beforehand.</summary>
internal static class PairingSchema
{
    public static readonly StoreSchema Value = new("pairing",
    [
        """
        CREATE TABLE pairing_grants (
            device BLOB PRIMARY KEY,
            enrolment_key BLOB NOT NULL,
            spki_hash BLOB NOT NULL,
            serial TEXT NOT NULL,
            enrolment TEXT NOT NULL,
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            until INTEGER NOT NULL,
            active_at INTEGER) STRICT, WITHOUT ROWID;
        CREATE TABLE pairing_secrets (
            enrolment TEXT PRIMARY KEY,
            secret TEXT NOT NULL,
            added_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
    ]);
}
