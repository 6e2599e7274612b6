namespace EdgeAgent.Benchmarks;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    /// <summary>The middle value: one disturbed round does not move it.</summary>
    public double Median
    {
        get
        {
            var sorted = _values.Order().ToArray();
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public double Min => _values.Min();

    public double Max => _values.Max();
}
