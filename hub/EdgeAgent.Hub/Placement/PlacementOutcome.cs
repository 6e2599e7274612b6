namespace EdgeAgent.Hub.Placement;

/// <summary>Answer of <see cref="IPlacement.Place"/>.</summary>
internal abstract record PlacementOutcome
{
    private PlacementOutcome()
    {
    }

    /// <summary>A device is chosen.</summary>
    /// <param name="Lease">Counts the work as the device's; the caller returns it when the work has left the
    /// device.</param>
    public sealed record Placed(DeviceLease Lease) : PlacementOutcome;

    /// <summary>No device can be chosen now.</summary>
    /// <param name="Obstacle">Why.</param>
    public sealed record NoDevice(PlacementObstacle Obstacle) : PlacementOutcome;
}
