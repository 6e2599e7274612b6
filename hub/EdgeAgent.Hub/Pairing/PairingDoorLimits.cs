namespace EdgeAgent.Hub.Pairing;

/// <summary>What the pairing door takes from strangers.</summary>
internal static class PairingDoorLimits
{
    /// <summary>Largest hello, bytes: its texts and hashes, with room for JSON's escapes.</summary>
    public const int HelloBytes = 4 * 1024;

    /// <summary>Largest reply, bytes: B in base64 and the run.</summary>
    public const int ReplyBytes = 2 * 1024;

    /// <summary>Largest confirm, bytes: an envelope of 32 KiB in base64.</summary>
    public const int ConfirmBytes = 48 * 1024;

    /// <summary>Requests that wait for their turn; more are refused.</summary>
    public const int Waiting = 256;

    /// <summary>Requests a second from one address, in the long run; a waiting device sends one in two seconds.</summary>
    public const double PerSecond = 8;

    /// <summary>Requests that may come at once from one address.</summary>
    public const double Burst = 64;

    /// <summary>Refusals that the owner can look up.</summary>
    public const int Refusals = 32;

    /// <summary>Paired devices that the owner can look up.</summary>
    public const int Shown = 64;

    /// <summary>For a request's body to arrive, and for its turn to come.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(10);

    /// <summary>How often what time has undone is looked at.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);
}
