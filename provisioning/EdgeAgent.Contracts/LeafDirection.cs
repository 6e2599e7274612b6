namespace EdgeAgent.Contracts;

/// <summary>Which way a topic carries messages.</summary>
public enum LeafDirection
{
    /// <summary>Device to hub: only this device writes.</summary>
    Up,

    /// <summary>Hub to device: only this device reads, only the hub writes.</summary>
    Down,
}
