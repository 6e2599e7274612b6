namespace EdgeAgent.Edge.Hosting;

/// <summary>The time of a device that may have no clock of its own: never before the hub's newest grant, and the hub's word where the system's clock is certainly wrong.</summary>
/// <remarks>
/// A board without a battery starts in 1970, or at the time of its last shutdown. Below the floor the clock runs on from
/// the floor. It is corrected only by the hub's signed word, only in memory, and never to before the floor; timers do not
/// depend on it.
/// </remarks>
internal sealed class DeviceClock(TimeProvider system) : TimeProvider
{
    /// <summary>A clock that differs less from the hub's is left alone: the device may know better.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly long _start = system.GetTimestamp();
    private DateTimeOffset _floor = DateTimeOffset.UnixEpoch;
    private TimeSpan _correction;

    /// <summary>Whether the hub has said what time it is since the start.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Whether the system's clock is certainly wrong and nobody has said the time yet.</summary>
    public bool IsGuess
    {
        get
        {
            lock (_lock)
            {
                return !IsConfirmed && system.GetUtcNow() < _floor;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => system.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var now = system.GetUtcNow() + _correction;
            return now >= _floor ? now : _floor + system.GetElapsedTime(_start);
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => system.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>It is certainly later than this.</summary>
    public void SetFloor(DateTimeOffset floor)
    {
        lock (_lock)
        {
            _floor = floor;
        }
    }

    /// <summary>Takes the hub's signed word.</summary>
    /// <returns>False when it is before the floor, and so not taken.</returns>
    public bool Confirm(DateTimeOffset hub)
    {
        lock (_lock)
        {
            if (hub < _floor - Tolerance)
            {
                return false;
            }
            var off = hub - system.GetUtcNow();
            _correction = off.Duration() > Tolerance ? off : TimeSpan.Zero;
            IsConfirmed = true;
            return true;
        }
    }
}
