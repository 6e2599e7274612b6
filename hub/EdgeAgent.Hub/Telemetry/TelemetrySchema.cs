using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>The tables of <c>telemetry.db</c>.</summary>
internal static class TelemetrySchema
{
    /// <summary>
    /// <c>raw</c> holds every reading; <c>rollup</c> its minutes, hours and days, kept up with each commit, so that no
    /// query has to read what it does not show. <c>received</c> holds what was stored once and is refused twice.
    /// </summary>
    public static readonly StoreSchema Value = new("telemetry",
    [
        """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            device BLOB NOT NULL,
            point TEXT NOT NULL,
            raw_days INTEGER,
            minute_days INTEGER,
            hour_days INTEGER,
            UNIQUE (device, point)) STRICT;
        CREATE TABLE raw (
            series INTEGER NOT NULL,
            t INTEGER NOT NULL,
            boot INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (series, t, boot, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE rollup (
            series INTEGER NOT NULL,
            span INTEGER NOT NULL,
            t INTEGER NOT NULL,
            count INTEGER NOT NULL,
            sum REAL NOT NULL,
            min REAL NOT NULL,
            max REAL NOT NULL,
            PRIMARY KEY (series, span, t)) STRICT, WITHOUT ROWID;
        CREATE TABLE received (
            device BLOB NOT NULL,
            boot INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (device, boot, first)) STRICT, WITHOUT ROWID;
        CREATE TABLE gaps (
            device BLOB NOT NULL,
            boot INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            start INTEGER NOT NULL,
            until INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (device, boot, first)) STRICT, WITHOUT ROWID;
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            device BLOB NOT NULL,
            boot INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            t INTEGER NOT NULL,
            kind TEXT NOT NULL,
            point TEXT,
            value REAL,
            detail TEXT,
            told INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX events_untold ON events (id) WHERE told = 0;
        """,
    ]);
}
