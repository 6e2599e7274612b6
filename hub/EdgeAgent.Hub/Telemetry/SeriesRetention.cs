using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Telemetry.Json;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>How long single series are kept.</summary>
internal sealed class SeriesRetention(TelemetryDatabase database)
{
    /// <summary>A hundred years.</summary>
    public const int MaxDays = 36_500;

    /// <summary>Changes one; durable when it returns.</summary>
    /// <returns>False when there is no such series.</returns>
    public Task<bool> ChangeAsync(Address device, PointId point, RetentionBody days, CancellationToken cancellationToken) =>
        database.File.WriteAsync(
            connection => connection.Execute(
                """
                UPDATE series SET raw_days = $raw, minute_days = $minute, hour_days = $hour
                WHERE device = $device AND point = $point
                """,
                ("$raw", days.RawDays), ("$minute", days.MinuteDays), ("$hour", days.HourDays),
                ("$device", device), ("$point", point.ToString())) > 0,
            cancellationToken);
}
