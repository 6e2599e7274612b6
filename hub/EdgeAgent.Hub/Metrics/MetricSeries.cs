namespace EdgeAgent.Hub.Metrics;

/// <summary>One series of numbers.</summary>
/// <param name="bounds">Upper bounds of the histogram's buckets, rising; empty for other kinds.</param>
internal sealed class MetricSeries(double[] bounds)
{
    /// <summary>Measurements in each bucket; the last one is above all bounds.</summary>
    public long[] Buckets { get; } = new long[bounds.Length + 1];

    /// <summary>Measurements.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum, or the last one of a gauge.</summary>
    public double Sum { get; private set; }

    /// <summary>Adds a measurement.</summary>
    public void Add(double value)
    {
        Count++;
        Sum += value;
        var place = Array.BinarySearch(bounds, value);
        Buckets[place >= 0 ? place : ~place]++;
    }

    /// <summary>Replaces the number.</summary>
    public void Set(double value) => Sum = value;
}
