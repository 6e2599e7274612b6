namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/state</c>, retained: the newest value of every point, each period again, changed or not. History never goes here.</summary>
/// <param name="T">When this was written, Unix milliseconds on the device's clock.</param>
/// <param name="M">Value by point; a point without a value now (unplugged) is missing.</param>
/// <param name="At">When each value was taken, Unix milliseconds.</param>
public sealed record PointValues(
    long T, IReadOnlyDictionary<PointId, double> M, IReadOnlyDictionary<PointId, long> At) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Values(M, "m");
        WireCheck.Count(At.Count, "at", WireLimits.Points);
    }
}
