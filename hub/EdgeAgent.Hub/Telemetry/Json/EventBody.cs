using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary>Something that happened on a device.</summary>
internal sealed record EventBody(long Id, string Device, long T, string Kind, string? Point, double? Value, string? Detail)
{
    /// <summary>From a row of id, device, t, kind, point, value, detail.</summary>
    public static EventBody Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetAddress(1).ToString(),
        reader.GetInt64(2),
        char.ToLowerInvariant(reader.GetString(3)[0]) + reader.GetString(3)[1..],
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetDouble(5),
        reader.IsDBNull(6) ? null : reader.GetString(6));
}
