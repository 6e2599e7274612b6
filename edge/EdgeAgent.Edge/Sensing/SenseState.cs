using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>What the loop knows of one sense: when it is due, what was kept last, whether an alarm stands.</summary>
internal sealed class SenseState(Sense sense)
{
    /// <summary>The sense as the newest scan found it.</summary>
    public Sense Sense { get; set; } = sense;

    /// <summary>Timestamp at which it is read next.</summary>
    public long DueAt { get; set; }

    /// <summary>Whether it gave a value when it was last read.</summary>
    public bool Alive { get; set; }

    /// <summary>Whether its loss was said.</summary>
    public bool SaidLost { get; set; }

    private double? _kept;
    private long _keptAt;
    private bool _alarm;

    /// <summary>Whether a value is worth keeping: far enough from the last one that was kept, or the last one is old.</summary>
    public bool Keep(double value, long nowMs, PointRule? rule)
    {
        var silent = rule?.MaxSilenceMs is { } most && nowMs - _keptAt >= most;
        if (_kept is { } kept && rule?.Deadband is { } band && Math.Abs(value - kept) < band && !silent)
        {
            return false;
        }
        (_kept, _keptAt) = (value, nowMs);
        return true;
    }

    /// <summary>Checks the alarm limits.</summary>
    /// <returns>What has changed; null: nothing.</returns>
    public DeviceEventKind? CheckAlarm(double value, PointRule? rule)
    {
        var alarm = value > rule?.AlarmAbove || value < rule?.AlarmBelow;
        if (alarm == _alarm)
        {
            return null;
        }
        _alarm = alarm;
        return alarm ? DeviceEventKind.Alarm : DeviceEventKind.Cleared;
    }
}
