namespace EdgeAgent.Hub.Doors;

/// <summary>What a registered device's certificate is good for.</summary>
internal enum PeerStanding
{
    /// <summary>Everything that a device may do.</summary>
    Full,

    /// <summary>It ended less than <see cref="DeviceCertificates.Grace"/> ago: only to get the next one.</summary>
    Expired,

    /// <summary>The hub was restored from a backup that is older than this certificate: only to get the next one.</summary>
    Restored,

    /// <summary>Copies share it: only for the copy that the owner chooses to get the next one.</summary>
    Held,
}
