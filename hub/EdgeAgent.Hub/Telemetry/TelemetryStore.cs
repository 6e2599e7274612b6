using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Writes readings, events and gaps, each (device, boot, seq) once. One caller at a time.</summary>
internal sealed partial class TelemetryStore(TelemetryDatabase database, TimeProvider time, ILogger<TelemetryStore> logger)
{
    /// <summary>Spans of the rollups, milliseconds: minute, hour, day (UTC).</summary>
    public static readonly long[] Spans = [60_000, 3_600_000, 86_400_000];

    private readonly Dictionary<(Address Device, ulong Boot), SeqRuns> _received = [];
    private readonly Dictionary<(Address Device, PointId Point), long> _series = [];
    private readonly ILogger<TelemetryStore> _logger = logger;

    /// <summary>Stores what is new of it; on the disk when it returns.</summary>
    /// <exception cref="StorageException">Nothing of it is stored.</exception>
    public async Task AddAsync(IReadOnlyList<IncomingBatch> group, CancellationToken cancellationToken)
    {
        try
        {
            await database.File.WriteAsync(connection => Write(connection, group), cancellationToken);
        }
        catch
        {
            // What memory has taken over from a commit that did not happen is read anew.
            _received.Clear();
            _series.Clear();
            throw;
        }
    }

    private void Write(SqliteConnection connection, IReadOnlyList<IncomingBatch> group)
    {
        var touched = new HashSet<(Address, ulong)>();
        var rollups = new Dictionary<(long Series, long Span, long T), Rollup>();
        using var insert = new RawInsert(connection);
        var latest = (time.GetUtcNow() + TelemetryLimits.FutureSlack).ToUnixTimeMilliseconds();
        foreach (var batch in group)
        {
            foreach (var reading in batch.Readings)
            {
                if (IsNew(connection, touched, batch.Device, reading.Boot, reading.Seq))
                {
                    var t = reading.T <= latest ? reading.T : time.GetUtcNow().ToUnixTimeMilliseconds();
                    Write(connection, insert, rollups, batch.Device, reading with { T = t });
                }
            }
            foreach (var happened in batch.Events)
            {
                if (IsNew(connection, touched, batch.Device, happened.Boot, happened.Seq))
                {
                    WriteEvent(connection, batch.Device, happened);
                }
            }
            foreach (var gap in batch.Gaps)
            {
                WriteGap(connection, touched, batch.Device, gap);
            }
        }
        WriteRollups(connection, rollups);
        foreach (var (device, boot) in touched)
        {
            WriteReceived(connection, device, boot);
        }
    }

    private bool IsNew(SqliteConnection connection, HashSet<(Address, ulong)> touched, Address device, ulong boot, ulong seq)
    {
        touched.Add((device, boot));
        return Received(connection, device, boot).Add(seq);
    }

    private void Write(
        SqliteConnection connection, RawInsert insert, Dictionary<(long, long, long), Rollup> rollups, Address device, Reading reading)
    {
        foreach (var (point, value) in reading.M)
        {
            if (Series(connection, device, point) is not { } series)
            {
                continue;
            }
            insert.Run(series, reading.T, (long)reading.Boot, (long)reading.Seq, value);
            foreach (var span in Spans)
            {
                var key = (series, span, reading.T - (((reading.T % span) + span) % span));
                if (!rollups.TryGetValue(key, out var rollup))
                {
                    rollups[key] = rollup = new Rollup();
                }
                rollup.Add(value);
            }
        }
    }

    private static void WriteRollups(SqliteConnection connection, Dictionary<(long Series, long Span, long T), Rollup> rollups)
    {
        using var upsert = new RollupUpsert(connection);
        foreach (var (key, rollup) in rollups)
        {
            upsert.Run(key.Series, key.Span, key.T, rollup);
        }
    }

    private static void WriteEvent(SqliteConnection connection, Address device, DeviceEvent happened) => connection.Execute(
        """
        INSERT INTO events (device, boot, seq, t, kind, point, value, detail)
        VALUES ($device, $boot, $seq, $t, $kind, $point, $value, $detail)
        """,
        ("$device", device), ("$boot", (long)happened.Boot), ("$seq", (long)happened.Seq), ("$t", happened.T),
        ("$kind", happened.Kind.ToString()), ("$point", happened.Point?.ToString()), ("$value", happened.Value),
        ("$detail", happened.Detail));

    private void WriteGap(SqliteConnection connection, HashSet<(Address, ulong)> touched, Address device, ReadingGap gap)
    {
        var received = Received(connection, device, gap.Boot);
        var range = new SeqRange(gap.From, gap.To);
        if (received.Contains(range))
        {
            return; // said before, or a device that lost its word of an acknowledgement
        }
        received.Add(range);
        touched.Add((device, gap.Boot));
        connection.Execute(
            "INSERT OR REPLACE INTO gaps VALUES ($device, $boot, $first, $last, $start, $until, $reason)",
            ("$device", device), ("$boot", (long)gap.Boot), ("$first", (long)gap.From), ("$last", (long)gap.To),
            ("$start", gap.Start), ("$until", gap.End), ("$reason", gap.Reason.ToString()));
    }

    private SeqRuns Received(SqliteConnection connection, Address device, ulong boot)
    {
        if (_received.TryGetValue((device, boot), out var runs))
        {
            return runs;
        }
        runs = new SeqRuns();
        foreach (var range in connection.Query(
            "SELECT first, last FROM received WHERE device = $device AND boot = $boot",
            reader => new SeqRange((ulong)reader.GetInt64(0), (ulong)reader.GetInt64(1)),
            ("$device", device), ("$boot", (long)boot)))
        {
            runs.Add(range);
        }
        return _received[(device, boot)] = runs;
    }

    private void WriteReceived(SqliteConnection connection, Address device, ulong boot)
    {
        var received = _received[(device, boot)];
        while (received.Runs.Count > TelemetryLimits.Runs)
        {
            received.FillOldestHole(); // its own readings suffer, nobody else's
            LogTooManyRuns(device, received.Runs.Count);
        }
        connection.Execute(
            "DELETE FROM received WHERE device = $device AND boot = $boot", ("$device", device), ("$boot", (long)boot));
        foreach (var run in received.Runs)
        {
            connection.Execute(
                "INSERT INTO received VALUES ($device, $boot, $first, $last)",
                ("$device", device), ("$boot", (long)boot), ("$first", (long)run.From), ("$last", (long)run.To));
        }
    }

    private long? Series(SqliteConnection connection, Address device, PointId point)
    {
        if (_series.TryGetValue((device, point), out var known))
        {
            return known;
        }
        if (connection.Scalar<long>("SELECT count(*) FROM series WHERE device = $device", ("$device", device))
            >= TelemetryLimits.SeriesPerDevice
            && connection.Scalar<long?>(
                "SELECT id FROM series WHERE device = $device AND point = $point", ("$device", device), ("$point", point.ToString())) is null)
        {
            LogTooManySeries(device, point);
            return null;
        }
        connection.Execute(
            "INSERT OR IGNORE INTO series (device, point) VALUES ($device, $point)",
            ("$device", device), ("$point", point.ToString()));
        return _series[(device, point)] = connection.Scalar<long>(
            "SELECT id FROM series WHERE device = $device AND point = $point", ("$device", device), ("$point", point.ToString()));
    }

    [LoggerMessage(EventId = TelemetryEventIds.TooManyRuns, Level = LogLevel.Error,
        Message = "Device {Device} leaves {Count} holes in its sequence; the oldest counts as filled")]
    private partial void LogTooManyRuns(Address device, int count);

    [LoggerMessage(EventId = TelemetryEventIds.TooManySeries, Level = LogLevel.Warning,
        Message = "Device {Device} has too many points; {Point} is not stored")]
    private partial void LogTooManySeries(Address device, PointId point);
}
