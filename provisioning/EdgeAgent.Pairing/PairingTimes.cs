namespace EdgeAgent.Pairing;

/// <summary>How long each step of pairing may take; the same on both sides.</summary>
public static class PairingTimes
{
    /// <summary>A code's life, from the moment that it is shown; on the hub, from the first hello with it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>From challenge to proof and from proof to confirm: machines only, no person.</summary>
    public static readonly TimeSpan Exchange = TimeSpan.FromMinutes(2);

    /// <summary>From the device's confirm to the grant (a person may have to approve).</summary>
    public static readonly TimeSpan Approval = TimeSpan.FromMinutes(30);

    /// <summary>From the grant to the first mutual-TLS connection. Later than this it is void on both sides.</summary>
    public static readonly TimeSpan Activation = TimeSpan.FromHours(1);
}
