using System.Security.Cryptography;

namespace EdgeAgent.Edge.Connection;

/// <summary>Waits between attempts: each bound is twice the one before, up to a limit, and the wait lies at random in the upper half of its bound, so that devices of one home do not come back all at once.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _max;
    private TimeSpan _bound;

    public Backoff(TimeSpan first, TimeSpan max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(first, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, first);
        _first = first;
        _max = max;
        _bound = first;
    }

    /// <summary>The next wait: from half of the current bound up to the bound.</summary>
    public TimeSpan Next()
    {
        var bound = _bound;
        _bound = bound > _max / 2 ? _max : bound * 2;
        var halfMs = (int)(bound.TotalMilliseconds / 2);
        return TimeSpan.FromMilliseconds(halfMs + RandomNumberGenerator.GetInt32(halfMs + 1));
    }

    /// <summary>Begins again with the first bound, after a line that has proved itself.</summary>
    public void Reset() => _bound = _first;
}
