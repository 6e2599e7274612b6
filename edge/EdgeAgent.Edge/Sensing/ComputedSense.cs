using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>A value that the agent works out itself.</summary>
internal sealed class ComputedSense(PointInfo info, Func<double?> read) : Sense(info)
{
    public override double? Read() => read();
}
