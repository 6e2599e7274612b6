using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Devices;

/// <summary>The tables of holds.</summary>
internal static class HoldRows
{
    public static readonly StoreSchema Schema = new("device_holds",
    [
        """
        CREATE TABLE device_holds (device BLOB PRIMARY KEY, since INTEGER NOT NULL, keep TEXT) STRICT, WITHOUT ROWID;
        CREATE TABLE device_hold_keys (
            device BLOB NOT NULL, spki_hash BLOB NOT NULL, PRIMARY KEY (device, spki_hash)) STRICT, WITHOUT ROWID;
        CREATE TABLE device_copies (
            device BLOB NOT NULL,
            boot TEXT NOT NULL,
            remote TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            PRIMARY KEY (device, boot)) STRICT, WITHOUT ROWID;
        """,
    ]);

    public static IReadOnlyList<DeviceHold> All(SqliteConnection connection)
    {
        var keys = connection.Query(
            "SELECT device, spki_hash FROM device_hold_keys",
            reader => (Device: reader.GetAddress(0), Key: reader.GetBytes32(1))).ToLookup(row => row.Device, row => row.Key);
        var copies = connection.Query(
            "SELECT device, boot, remote, first_seen, last_seen FROM device_copies ORDER BY first_seen",
            reader => (Device: reader.GetAddress(0), Copy: new DeviceCopy(
                Boot(reader.GetString(1)), reader.GetString(2), reader.GetTime(3)!.Value, reader.GetTime(4)!.Value)))
            .ToLookup(row => row.Device, row => row.Copy);
        return connection.Query(
            "SELECT device, since, keep FROM device_holds ORDER BY since",
            reader => new DeviceHold(
                reader.GetAddress(0),
                reader.GetTime(1)!.Value,
                [.. keys[reader.GetAddress(0)]],
                reader.IsDBNull(2) ? null : Boot(reader.GetString(2)),
                [.. copies[reader.GetAddress(0)]]));
    }

    public static void Begin(SqliteConnection connection, Address device, DateTimeOffset now, IEnumerable<Bytes32> keys)
    {
        connection.Execute(
            """
            INSERT INTO device_holds VALUES ($device, $now, NULL) ON CONFLICT (device) DO UPDATE SET keep = NULL
            """,
            ("$device", device), ("$now", now));
        foreach (var key in keys)
        {
            connection.Execute(
                "INSERT INTO device_hold_keys VALUES ($device, $key) ON CONFLICT DO NOTHING",
                ("$device", device), ("$key", key));
        }
    }

    public static void Saw(SqliteConnection connection, Address device, DeviceCopy copy) => connection.Execute(
        """
        INSERT INTO device_copies VALUES ($device, $boot, $remote, $first, $last)
        ON CONFLICT (device, boot) DO UPDATE SET remote = $remote, last_seen = $last
        """,
        ("$device", device), ("$boot", copy.Boot.ToString()), ("$remote", copy.Remote),
        ("$first", copy.FirstSeen), ("$last", copy.LastSeen));

    public static void Forget(SqliteConnection connection, Address device, BootId boot) => connection.Execute(
        "DELETE FROM device_copies WHERE device = $device AND boot = $boot",
        ("$device", device), ("$boot", boot.ToString()));

    public static int Keep(SqliteConnection connection, Address device, BootId boot) => connection.Execute(
        "UPDATE device_holds SET keep = $boot WHERE device = $device", ("$device", device), ("$boot", boot.ToString()));

    public static void End(SqliteConnection connection, Address device)
    {
        foreach (var table in (string[])["device_holds", "device_hold_keys", "device_copies"])
        {
            connection.Execute($"DELETE FROM {table} WHERE device = $device", ("$device", device));
        }
    }

    private static BootId Boot(string text) => BootId.TryParse(text, out var boot)
        ? boot
        : throw new StorageException($"The database names a boot id '{text}', which is none.");
}
