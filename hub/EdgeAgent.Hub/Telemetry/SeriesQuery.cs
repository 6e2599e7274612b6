using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Telemetry.Json;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Reads series for charts and exports.</summary>
internal sealed class SeriesQuery(TelemetryDatabase database)
{
    /// <summary>One series in buckets of equal length.</summary>
    /// <param name="device">The device.</param>
    /// <param name="point">The point.</param>
    /// <param name="from">First millisecond.</param>
    /// <param name="to">First millisecond behind it.</param>
    /// <param name="buckets">At most so many.</param>
    /// <returns>Null when there is no such series.</returns>
    public SeriesBody? Read(Address device, PointId point, long from, long to, int buckets) => database.File.Read(connection =>
    {
        if (Id(connection, device, point) is not { } series)
        {
            return null;
        }
        var step = Math.Max(1, (to - from + buckets - 1) / buckets);
        // The coarsest level that is not coarser than a bucket; below a minute every reading counts.
        var span = TelemetryStore.Spans.LastOrDefault(candidate => candidate <= step);
        if (span > 0)
        {
            step = (step + span - 1) / span * span;
            from -= from % span;
        }
        var rows = span == 0
            ? connection.Query(
                """
                SELECT ($from + (t - $from) / $step * $step), count(*), sum(value), min(value), max(value) FROM raw
                WHERE series = $series AND t >= $from AND t < $to GROUP BY 1 ORDER BY 1
                """,
                Bucket, ("$series", series), ("$from", from), ("$to", to), ("$step", step))
            : connection.Query(
                """
                SELECT ($from + (t - $from) / $step * $step), sum(count), sum(sum), min(min), max(max) FROM rollup
                WHERE series = $series AND span = $span AND t >= $from AND t < $to GROUP BY 1 ORDER BY 1
                """,
                Bucket, ("$series", series), ("$span", span), ("$from", from), ("$to", to), ("$step", step));
        return new SeriesBody(device.ToString(), point.ToString(), step, rows, Gaps(connection, device, from, to));
    });

    /// <summary>Every single reading, in the order of (time, boot, seq), a page at a time.</summary>
    /// <param name="device">The device.</param>
    /// <param name="point">The point.</param>
    /// <param name="after">Behind this row: time, boot, seq.</param>
    /// <param name="to">First millisecond behind the last one.</param>
    /// <param name="limit">Rows.</param>
    /// <returns>Null when there is no such series.</returns>
    public IReadOnlyList<(long T, long Boot, long Seq, double Value)>? Raw(
        Address device, PointId point, (long T, long Boot, long Seq) after, long to, int limit) => database.File.Read(connection =>
        Id(connection, device, point) is not { } series ? null : connection.Query(
            """
            SELECT t, boot, seq, value FROM raw
            WHERE series = $series AND (t, boot, seq) > ($t, $boot, $seq) AND t < $to ORDER BY t, boot, seq LIMIT $limit
            """,
            reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDouble(3)),
            ("$series", series), ("$t", after.T), ("$boot", after.Boot), ("$seq", after.Seq), ("$to", to), ("$limit", limit)));

    /// <summary>The newest events, newest first.</summary>
    /// <param name="device">Of one device; null: of all.</param>
    /// <param name="before">Older than this id; null: from the newest on.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<EventBody> Events(Address? device, long? before, int limit) => database.File.Read(connection => connection.Query(
        """
        SELECT id, device, t, kind, point, value, detail FROM events
        WHERE ($device IS NULL OR device = $device) AND id < $before ORDER BY id DESC LIMIT $limit
        """,
        EventBody.Read, ("$device", device), ("$before", before ?? long.MaxValue), ("$limit", limit)));

    private static SeriesBucket Bucket(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetDouble(2) / reader.GetInt64(1), reader.GetDouble(3), reader.GetDouble(4));

    private static IReadOnlyList<SeriesGap> Gaps(SqliteConnection connection, Address device, long from, long to) => connection.Query(
        "SELECT start, until, last - first + 1, reason FROM gaps WHERE device = $device AND until >= $from AND start < $to ORDER BY start LIMIT 1000",
        reader => new SeriesGap(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3)),
        ("$device", device), ("$from", from), ("$to", to));

    private static long? Id(SqliteConnection connection, Address device, PointId point) => connection.Scalar<long?>(
        "SELECT id FROM series WHERE device = $device AND point = $point", ("$device", device), ("$point", point.ToString()));
}
