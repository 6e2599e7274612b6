namespace EdgeAgent.Hub.Points;

/// <summary>What came of setting a point.</summary>
public abstract record PointCommandOutcome
{
    private PointCommandOutcome()
    {
    }

    /// <summary>Done; the device says so.</summary>
    /// <param name="Value">The point's value now.</param>
    public sealed record Done(double Value) : PointCommandOutcome;

    /// <summary>There is no such device or point.</summary>
    public sealed record NoSuchPoint : PointCommandOutcome;

    /// <summary>The point only measures.</summary>
    public sealed record NotWritable : PointCommandOutcome;

    /// <summary>The point does not take this value.</summary>
    /// <param name="Min">Least.</param>
    /// <param name="Max">Greatest.</param>
    /// <param name="Step">Distance of allowed values; null: any.</param>
    public sealed record OutOfRange(double Min, double Max, double? Step) : PointCommandOutcome;

    /// <summary>The point is guarded, and its owner has not allowed this origin to set it.</summary>
    public sealed record NotAllowed : PointCommandOutcome;

    /// <summary>The device is away; nothing was sent.</summary>
    public sealed record DeviceAway : PointCommandOutcome;

    /// <summary>Too many commands wait for this device; nothing was sent.</summary>
    public sealed record TooMany : PointCommandOutcome;

    /// <summary>The device refuses or has failed.</summary>
    /// <param name="Detail">Its words.</param>
    public sealed record Failed(string Detail) : PointCommandOutcome;

    /// <summary>No word came in time: it may or may not have been done; the point's value tells.</summary>
    public sealed record NoAnswer : PointCommandOutcome;
}
