namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/points</c>, retained: all that the device measures and moves, sent on every connect and when it changes.</summary>
/// <param name="Points">Each id once.</param>
/// <param name="PeriodMs">Longest silence of <c>state</c>, milliseconds; a value older than three of these is stale.</param>
public sealed record DevicePoints(IReadOnlyList<PointInfo> Points, int PeriodMs) : IWireMessage
{
    /// <summary>Longest period: one hour.</summary>
    public const int MaxPeriodMs = 3_600_000;

    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Items(Points, "points", WireLimits.Points);
        WireCheck.Range(PeriodMs, "periodMs", 100, MaxPeriodMs);
        var seen = new HashSet<PointId>();
        foreach (var point in Points)
        {
            point.Validate();
            if (!seen.Add(point.Id))
            {
                throw new WireFormatException($"points has {point.Id} twice.");
            }
        }
    }
}
