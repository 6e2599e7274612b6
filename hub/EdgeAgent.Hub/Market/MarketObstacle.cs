namespace EdgeAgent.Hub.Market;

/// <summary>Why no device can be chosen; the later ones pass by themselves sooner.</summary>
internal enum MarketObstacle
{
    /// <summary>No device is connected.</summary>
    NoneOnline,

    /// <summary>Devices are connected, but none has the model.</summary>
    NoneHasModel,

    /// <summary>Each device that has the model was left out by the caller or is benched.</summary>
    NoneLeft,

    /// <summary>Each device that is left is full, or did not offer in time.</summary>
    AllBusy,
}
