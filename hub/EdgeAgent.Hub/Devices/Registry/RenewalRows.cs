using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the registry keeps of a device's renewals.</summary>
internal static class RenewalRows
{
    public static readonly StoreSchema Schema = new("device_renewals",
    [
        "CREATE TABLE device_renewals (device BLOB PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ]);

    public static Dictionary<Address, ulong> All(SqliteConnection connection) => connection.Query(
        "SELECT device, n FROM device_renewals",
        reader => (Device: reader.GetAddress(0), N: (ulong)reader.GetInt64(1))).ToDictionary(row => row.Device, row => row.N);

    /// <summary>Never backwards, whoever writes.</summary>
    public static void Save(SqliteConnection connection, Address device, ulong n) => connection.Execute(
        """
        INSERT INTO device_renewals VALUES ($device, $n)
        ON CONFLICT (device) DO UPDATE SET n = max(n, excluded.n)
        """,
        ("$device", device), ("$n", (long)n));
}
