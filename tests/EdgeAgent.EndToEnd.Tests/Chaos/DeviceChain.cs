using Microsoft.Data.Sqlite;

namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>What a device itself holds of its claims, read from its own database.</summary>
/// <param name="Digests">By sequence, the first at index 0.</param>
/// <param name="Acked">Acknowledgements that it has written down; it does so with the next claim, to spare the card.</param>
internal sealed record DeviceChain(IReadOnlyList<string> Digests, long Acked)
{
    public override string ToString() => $"{Digests.Count} claims, {Acked} acknowledged and noted";

    public static DeviceChain Read(string deviceDirectory)
    {
        var file = Path.Combine(deviceDirectory, "claims.db");
        if (!File.Exists(file))
        {
            return new DeviceChain([], 0);
        }
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var claims = connection.CreateCommand();
        claims.CommandText = "SELECT digest FROM claims ORDER BY seq";
        var digests = new List<string>();
        using (var row = claims.ExecuteReader())
        {
            while (row.Read())
            {
                digests.Add($"0x{Convert.ToHexStringLower((byte[])row[0])}");
            }
        }
        using var head = connection.CreateCommand();
        head.CommandText = "SELECT acked FROM head";
        return new DeviceChain(digests, (long)head.ExecuteScalar()!);
    }
}
