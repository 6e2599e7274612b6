namespace EdgeAgent.Hub.Market;

/// <summary>Answer of <see cref="HubMarket.PlaceAsync"/>.</summary>
internal abstract record MarketOutcome
{
    private MarketOutcome()
    {
    }

    /// <summary>A device is chosen.</summary>
    /// <param name="Deal">Counts the work as the device's; the caller returns it when the work has left the
    /// device.</param>
    public sealed record Placed(Deal Deal) : MarketOutcome;

    /// <summary>No device can be chosen now.</summary>
    /// <param name="Obstacle">Why.</param>
    public sealed record NoDevice(MarketObstacle Obstacle) : MarketOutcome;
}
