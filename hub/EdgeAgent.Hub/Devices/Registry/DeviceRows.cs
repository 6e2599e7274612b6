using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Devices;

/// <summary>The registry's table.</summary>
internal static class DeviceRows
{
    public static readonly StoreSchema Schema = new("devices",
    [
        """
        CREATE TABLE devices (
            address BLOB PRIMARY KEY,
            name TEXT NOT NULL,
            hardware TEXT NOT NULL,
            local_slot INTEGER,
            spki_hash BLOB NOT NULL,
            serial TEXT NOT NULL,
            not_after INTEGER NOT NULL,
            previous_spki_hash BLOB,
            previous_serial TEXT,
            previous_not_after INTEGER,
            registered_at INTEGER NOT NULL,
            last_seen INTEGER,
            revoked_at INTEGER) STRICT, WITHOUT ROWID
        """,
        "ALTER TABLE devices ADD COLUMN pending_until INTEGER",
    ]);

    public static IReadOnlyList<RegisteredDevice> All(SqliteConnection connection) => connection.Query(
        """
        SELECT address, name, hardware, local_slot, spki_hash, serial, not_after,
            previous_spki_hash, previous_serial, previous_not_after, registered_at, last_seen, revoked_at,
            pending_until
        FROM devices ORDER BY registered_at
        """,
        reader => new RegisteredDevice(
            reader.GetAddress(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.IsDBNull(3) ? null : reader.GetInt32(3),
            new DeviceCertificate(reader.GetBytes32(4), reader.GetString(5), reader.GetTime(6)!.Value),
            reader.IsDBNull(7)
                ? null
                : new DeviceCertificate(reader.GetBytes32(7), reader.GetString(8), reader.GetTime(9)!.Value),
            reader.GetTime(10)!.Value,
            reader.GetTime(11),
            reader.GetTime(12),
            reader.GetTime(13)));

    public static void Save(SqliteConnection connection, RegisteredDevice row) => connection.Execute(
        """
        INSERT INTO devices VALUES ($address, $name, $hardware, $slot, $spki, $serial, $notAfter,
            $previousSpki, $previousSerial, $previousNotAfter, $registered, $seen, $revoked, $pending)
        ON CONFLICT (address) DO UPDATE SET name = $name, hardware = $hardware, local_slot = $slot,
            spki_hash = $spki, serial = $serial, not_after = $notAfter, previous_spki_hash = $previousSpki,
            previous_serial = $previousSerial, previous_not_after = $previousNotAfter, last_seen = $seen,
            revoked_at = coalesce(revoked_at, $revoked), pending_until = $pending
        """,
        ("$address", row.Id), ("$name", row.Name), ("$hardware", row.Hardware), ("$slot", row.LocalSlot),
        ("$spki", row.Certificate.SpkiHash), ("$serial", row.Certificate.Serial),
        ("$notAfter", row.Certificate.NotAfter), ("$previousSpki", row.Previous?.SpkiHash),
        ("$previousSerial", row.Previous?.Serial), ("$previousNotAfter", row.Previous?.NotAfter),
        ("$registered", row.RegisteredAt), ("$seen", row.LastSeen), ("$revoked", row.RevokedAt),
        ("$pending", row.PendingUntil));

    public static void Delete(SqliteConnection connection, Address device) =>
        connection.Execute("DELETE FROM devices WHERE address = $address", ("$address", device));
}
