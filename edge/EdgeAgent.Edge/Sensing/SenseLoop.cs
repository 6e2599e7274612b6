using System.Globalization;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Reporting;
using EdgeAgent.Edge.Sensing.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Finds senses, reads each when it is due, raises alarms, and gives what is worth keeping to the outbox.</summary>
internal sealed partial class SenseLoop(
    IEnumerable<ISenseSource> sources,
    PointTable table,
    PointRules rules,
    IRecordSink sink,
    GpioInputs inputs,
    IOptions<SensingOptions> options,
    TimeProvider time,
    ILogger<SenseLoop> logger) : BackgroundService
{
    private readonly ISenseSource[] _sources = [.. sources];
    private readonly SortedDictionary<string, SenseState> _states = new(StringComparer.Ordinal);
    private readonly WakeSignal _wake = new();
    private readonly HashSet<PointId> _woken = [];
    private bool _saidFull;

    /// <summary>Reads one point now: it has moved by itself.</summary>
    private void Wake(PointId point)
    {
        lock (_woken)
        {
            _woken.Add(point);
        }
        _wake.Set();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        inputs.Moved = null;
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }
        inputs.Moved = Wake;
        await Task.Yield(); // the first scan must not hold up the line to the hub
        var rescan = TimeSpan.FromMilliseconds(options.Value.RescanMs);
        var scanAt = time.GetTimestamp();
        while (true)
        {
            if (time.GetElapsedTime(scanAt) >= TimeSpan.Zero)
            {
                Scan();
                scanAt = After(time.GetTimestamp(), rescan);
            }
            Sample();
            var next = _states.Values.Select(state => state.DueAt).Append(scanAt).Min();
            await _wake.WaitAsync(time.GetElapsedTime(time.GetTimestamp(), next), time, stoppingToken);
        }
    }

    private long After(long timestamp, TimeSpan span) => timestamp + (long)(span.TotalSeconds * time.TimestampFrequency);

    private void Scan()
    {
        var found = new Dictionary<string, Sense>(StringComparer.Ordinal);
        foreach (var sense in _sources.SelectMany(source => source.Scan()))
        {
            if (!found.TryAdd(sense.Info.Id.ToString(), sense))
            {
                LogTwice(sense.Info.Id);
            }
        }
        foreach (var (id, sense) in found)
        {
            if (_states.TryGetValue(id, out var state))
            {
                state.Sense = sense;
            }
            else if (_states.Count < WireLimits.Points)
            {
                _states[id] = new SenseState(sense);
            }
            else if (!_saidFull)
            {
                _saidFull = true;
                LogTooMany(WireLimits.Points);
            }
        }
        table.Add(_states.Values.Select(state => state.Sense.Info));
    }

    /// <summary>What is due together becomes one reading.</summary>
    private void Sample()
    {
        HashSet<PointId> woken;
        lock (_woken)
        {
            woken = [.. _woken];
            _woken.Clear();
        }
        var now = time.GetTimestamp();
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        Dictionary<PointId, double>? kept = null;
        foreach (var state in _states.Values)
        {
            var id = state.Sense.Info.Id;
            var moved = woken.Contains(id);
            if (!moved && state.DueAt > now)
            {
                continue;
            }
            var rule = rules.Find(id);
            state.DueAt = NextDue(state, rule, now);
            if (Take(state, at, moved) is { } value && state.Keep(value, at, rule))
            {
                (kept ??= [])[id] = value;
            }
        }
        if (kept is not null)
        {
            _ = sink.Keep(at, kept);
        }
    }

    private long NextDue(SenseState state, PointRule? rule, long now)
    {
        var period = rule?.PeriodMs is { } ms
            ? TimeSpan.FromMilliseconds(ms)
            : state.Sense.Period ?? TimeSpan.FromMilliseconds(options.Value.PeriodMs);
        var next = After(state.DueAt, period);
        return next > now ? next : After(now, period); // a late loop does not catch up: it would read the same twice
    }

    private double? Take(SenseState state, long at, bool moved)
    {
        var id = state.Sense.Info.Id;
        var value = state.Sense.Read();
        table.Put(id, value, at, moved);
        if (value is not { } number)
        {
            if (state.Alive)
            {
                state.Alive = false;
                state.SaidLost = true;
                _ = sink.Keep(at, DeviceEventKind.Lost, id);
            }
            return null;
        }
        state.Alive = true;
        if (state.SaidLost)
        {
            state.SaidLost = false;
            _ = sink.Keep(at, DeviceEventKind.Found, id, number);
        }
        if (state.CheckAlarm(number, rules.Find(id)) is { } kind)
        {
            _ = sink.Keep(at, kind, id, number, Limits(rules.Find(id)));
            LogAlarm(id, kind, number);
        }
        return number;
    }

    private static string Limits(PointRule? rule) => string.Create(
        CultureInfo.InvariantCulture, $"limits {rule?.AlarmBelow?.ToString(CultureInfo.InvariantCulture) ?? "none"} to {rule?.AlarmAbove?.ToString(CultureInfo.InvariantCulture) ?? "none"}");

    [LoggerMessage(EventId = EdgeEventIds.SenseTwice, Level = LogLevel.Debug, Message = "Two sensors have the id {Point}; the first is read")]
    private partial void LogTwice(PointId point);

    [LoggerMessage(EventId = EdgeEventIds.SensesFull, Level = LogLevel.Warning, Message = "There are more than {Limit} sensors; the rest is not read")]
    private partial void LogTooMany(int limit);

    [LoggerMessage(EventId = EdgeEventIds.SenseAlarm, Level = LogLevel.Warning, Message = "{Point}: {Kind} at {Value}")]
    private partial void LogAlarm(PointId point, DeviceEventKind kind, double value);
}
