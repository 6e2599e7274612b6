using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Sensing;

/// <summary>A value that is made up: a daily course, seeded noise, and the slow pull of another point.</summary>
internal sealed class SimulatedSense(PointInfo info, SimulatedWire wire, PointTable table, TimeProvider time) : Sense(info)
{
    private const double DaySeconds = 86_400;
    private const double NoiseSeconds = 60;
    private const int Digits = 2;

    private double? _pull;
    private long _pulledAt;

    /// <summary>As often as a person looks.</summary>
    public override TimeSpan? Period => TimeSpan.FromSeconds(5);

    public override double? Read()
    {
        var seconds = time.GetUtcNow().ToUnixTimeMilliseconds() / 1e3;
        var slot = (long)(seconds / NoiseSeconds);
        if (Info.Kind is PointKind.Door or PointKind.Window or PointKind.Contact or PointKind.Motion or PointKind.Leak or PointKind.Smoke or PointKind.Problem)
        {
            return Random(slot) < wire.Mean ? 1 : 0;
        }
        // Between two random numbers in a straight line: a room's warmth does not jump.
        var part = (seconds / NoiseSeconds) - slot;
        var noise = wire.Noise * ((2 * ((Random(slot) * (1 - part)) + (Random(slot + 1) * part))) - 1);
        var course = wire.Swing * Math.Sin(2 * Math.PI * ((seconds / DaySeconds) - 0.375)); // warmest at three in the afternoon
        var value = wire.Mean + course + noise + Pull();
        return Math.Round(Math.Clamp(value, Info.Min ?? double.MinValue, Info.Max ?? double.MaxValue), Digits);
    }

    private double Pull()
    {
        if (wire.Follows is not { } leader)
        {
            return 0;
        }
        var goal = wire.Gain * (table.Value(leader) ?? 0);
        var now = time.GetTimestamp();
        var share = _pull is null ? 1 : 1 - Math.Exp(-time.GetElapsedTime(_pulledAt, now).TotalSeconds / wire.LagSeconds);
        _pull = (_pull ?? goal) + ((goal - (_pull ?? goal)) * share);
        _pulledAt = now;
        return _pull.Value;
    }

    /// <summary>0 to 1, a function of seed and slot alone (SplitMix64).</summary>
    private double Random(long slot)
    {
        var z = ((ulong)slot * 0x9E3779B97F4A7C15) + ((ulong)wire.Seed * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
