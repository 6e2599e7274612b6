using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Deletes what has been kept long enough, in small steps.</summary>
internal sealed partial class RetentionLoop(
    TelemetryDatabase database, IOptions<TelemetryOptions> options, TimeProvider time, ILogger<RetentionLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);

    private readonly ILogger<RetentionLoop> _logger = logger;

    /// <summary>Deletes all that is due.</summary>
    /// <returns>Rows that went.</returns>
    public async Task<long> CleanAsync(CancellationToken cancellationToken)
    {
        var total = 0L;
        var series = database.File.Read(connection => connection.Query(
            "SELECT id, raw_days, minute_days, hour_days FROM series",
            reader => (Id: reader.GetInt64(0), Raw: Days(reader, 1), Minute: Days(reader, 2), Hour: Days(reader, 3))));
        foreach (var (id, raw, minute, hour) in series)
        {
            total += await DeleteAsync("raw", id, 0, raw ?? options.Value.RawDays, cancellationToken);
            total += await DeleteAsync("rollup", id, TelemetryStore.Spans[0], minute ?? options.Value.MinuteDays, cancellationToken);
            total += await DeleteAsync("rollup", id, TelemetryStore.Spans[1], hour ?? options.Value.HourDays, cancellationToken);
        }
        return total;
    }

    [SuppressMessage("Design", "CA1031", Justification = "A disk that refuses now must not end the loop; the next round tries again")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    private async Task<long> DeleteAsync(string table, long series, long span, int days, CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();
        var total = 0L;
        int deleted;
        do
        {
            deleted = await database.File.WriteAsync(
                connection => table == "raw"
                    ? connection.Execute(
                        """
                        DELETE FROM raw WHERE (series, t, boot, seq) IN
                            (SELECT series, t, boot, seq FROM raw WHERE series = $series AND t < $before LIMIT $limit)
                        """,
                        ("$series", series), ("$before", before), ("$limit", TelemetryLimits.DeleteAtOnce))
                    : connection.Execute(
                        """
                        DELETE FROM rollup WHERE (series, span, t) IN
                            (SELECT series, span, t FROM rollup WHERE series = $series AND span = $span AND t < $before LIMIT $limit)
                        """,
                        ("$series", series), ("$span", span), ("$before", before), ("$limit", TelemetryLimits.DeleteAtOnce)),
                cancellationToken);
            total += deleted;
        }
        while (deleted == TelemetryLimits.DeleteAtOnce);
        return total;
    }

    private static int? Days(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    [LoggerMessage(EventId = TelemetryEventIds.RetentionFailed, Level = LogLevel.Warning,
        Message = "Old readings could not be deleted; it is tried again in an hour")]
    private partial void LogFailed(Exception cause);
}
