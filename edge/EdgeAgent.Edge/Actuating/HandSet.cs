using EdgeAgent.Contracts;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>All outputs, and the rules that hold between them. Not safe for concurrent callers.</summary>
internal sealed class HandSet : IDisposable
{
    private readonly Dictionary<PointId, Hand> _hands;
    private readonly TimeProvider _time;

    public HandSet(WiringPlan plan, SysFiles files, TimeProvider time)
    {
        _time = time;
        _hands = plan.Wires.Where(wire => wire.Point.Writable).ToDictionary(wire => wire.Point.Id, Hand (wire) => wire switch
        {
            { Gpio: not null } => new GpioHand(wire, files),
            { Pwm: not null } => new PwmHand(wire, files),
            { Led: not null } => new LedHand(wire, files),
            _ => new SimulatedHand(wire),
        });
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Hand> All => _hands.Values;

    /// <summary>Sets one output within its limits.</summary>
    /// <returns>Why it is refused or has failed; null: done.</returns>
    public string? Set(PointId point, double value)
    {
        if (!_hands.TryGetValue(point, out var hand))
        {
            return "this device has no such output";
        }
        if (!hand.Info.Takes(value))
        {
            return $"the value is not one of {hand.Info.Min} to {hand.Info.Max}";
        }
        if (value != hand.Info.Safe && Obstacle(hand, value) is { } obstacle)
        {
            return obstacle; // to its safe state it may always go
        }
        return Move(hand, value);
    }

    /// <summary>Puts one output into its safe state, if it has one and is not in it.</summary>
    /// <returns>Whether it was moved, and what went wrong.</returns>
    public (bool Moved, string? Fault) MakeSafe(Hand hand) =>
        hand.Info.Safe is { } safe && hand.Value != safe ? (true, Move(hand, safe)) : (false, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var hand in _hands.Values)
        {
            hand.Dispose();
        }
    }

    private string? Obstacle(Hand hand, double value)
    {
        if (hand.Value is not null && hand.Wire.MinPauseMs is { } pause && hand.Value != value
            && _time.GetElapsedTime(hand.ChangedAt) < TimeSpan.FromMilliseconds(pause))
        {
            return $"it was set less than {pause} ms ago";
        }
        var isOn = value > hand.Info.Min;
        return isOn && _hands.Values.FirstOrDefault(other => other != hand && other.Value > other.Info.Min && Exclude(hand, other)) is { } blocker
            ? $"{blocker.Info.Id} is on; the two must not be on together"
            : null;
    }

    private static bool Exclude(Hand one, Hand other) =>
        one.Wire.Excludes?.Contains(other.Info.Id) == true || other.Wire.Excludes?.Contains(one.Info.Id) == true;

    private string? Move(Hand hand, double value)
    {
        try
        {
            hand.Set(value, _time.GetTimestamp());
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
