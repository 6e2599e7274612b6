using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Updates;

/// <summary>The tables of updates: releases that the hub mirrors, and each device's last word.</summary>
internal static class UpdateSchema
{
    public static readonly StoreSchema Value = new("updates",
    [
        """
        CREATE TABLE update_releases (
            runtime TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            version TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            keys_sequence INTEGER NOT NULL,
            envelope BLOB NOT NULL,
            paused INTEGER NOT NULL,
            added_at INTEGER NOT NULL,
            PRIMARY KEY (runtime, sequence)) STRICT, WITHOUT ROWID;
        CREATE TABLE update_devices (
            device BLOB PRIMARY KEY,
            runtime TEXT NOT NULL,
            version TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            at INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
    ]);
}
