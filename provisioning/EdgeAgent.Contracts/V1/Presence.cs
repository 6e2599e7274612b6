namespace EdgeAgent.Contracts.V1;

/// <summary>Whether a device is there.</summary>
public enum Presence
{
    /// <summary>Not connected, or about to leave.</summary>
    Offline,

    /// <summary>Connected and taking work.</summary>
    Online,
}
