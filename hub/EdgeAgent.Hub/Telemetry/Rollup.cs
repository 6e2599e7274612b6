namespace EdgeAgent.Hub.Telemetry;

/// <summary>What is kept of the readings of one span of time.</summary>
internal sealed class Rollup
{
    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public void Add(double value) => Add(1, value, value, value);

    public void Add(long count, double sum, double min, double max)
    {
        Count += count;
        Sum += sum;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
    }
}
