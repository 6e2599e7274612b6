using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>One output.</summary>
internal abstract class Hand(Wire wire) : IDisposable
{
    /// <summary>How it is wired, with its limits.</summary>
    public Wire Wire { get; } = wire;

    /// <summary>What it is.</summary>
    public PointInfo Info => Wire.Point;

    /// <summary>The value that it was last given; null before the first.</summary>
    public double? Value { get; private set; }

    /// <summary>Timestamp of the last change of the value.</summary>
    public long ChangedAt { get; private set; }

    /// <summary>Sets it.</summary>
    /// <exception cref="IOException">It does not move: no such line, gone, in use.</exception>
    /// <exception cref="UnauthorizedAccessException">The agent may not.</exception>
    public void Set(double value, long timestamp)
    {
        Move(value);
        (Value, ChangedAt) = (value, timestamp);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>The value as a share of the range, 0 to 1.</summary>
    protected double Share(double value) => (value - Info.Min!.Value) / Math.Max(Info.Max!.Value - Info.Min.Value, double.Epsilon);

    /// <summary>Moves the real thing.</summary>
    protected abstract void Move(double value);
}
