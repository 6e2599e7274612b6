using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>One thing that can be read now. Its id is the same whenever the same thing is found again.</summary>
/// <param name="info">What it is.</param>
internal abstract class Sense(PointInfo info)
{
    /// <summary>What it is, before the owner's rules.</summary>
    public PointInfo Info { get; } = info;

    /// <summary>Time between two samples where no rule says otherwise; null: the agent's own.</summary>
    public virtual TimeSpan? Period => null;

    /// <summary>Reads it.</summary>
    /// <returns>Null when it cannot be read: unplugged, busy, or no number.</returns>
    public abstract double? Read();
}
