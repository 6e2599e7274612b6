namespace EdgeAgent.Pairing;

/// <summary>How long each step of pairing may take; the same on both sides.</summary>
public static class PairingTimes
{
    /// <summary>A code's life, from the moment that it is shown; on the hub, from the first hello with it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>From the challenge to each next message of the exchange: machines only, no person.</summary>
    public static readonly TimeSpan Exchange = TimeSpan.FromMinutes(2);

    /// <summary>
    /// From the challenge to the first mutual-TLS connection, approval by a person included. What is not active by then is void, on
    /// both sides, each by its own clock.
    /// </summary>
    public static readonly TimeSpan Run = TimeSpan.FromHours(1);
}
