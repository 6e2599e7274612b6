namespace EdgeAgent.Hub.Market;

/// <summary>Bounds and clocks of the market (wire protocol, "Work and trade").</summary>
internal static class MarketLimits
{
    /// <summary>Jobs that a device is trusted to take before its first capability has come.</summary>
    public const int UnknownSlots = 1;

    /// <summary>Requests for quotes that may be open at once.</summary>
    public const int OpenAuctions = 256;

    /// <summary>Devices that one request for quotes is sent to.</summary>
    public const int Asked = 64;

    /// <summary>Models that standing leases are kept for.</summary>
    public const int WantedModels = 64;

    /// <summary>Tokens that a chat template may put around an input, beyond one a byte.</summary>
    public const int TemplateTokens = 256;

    /// <summary>Tokens that stop strings may cut from an answer, the end token included.</summary>
    public const int CutTokens = 64;

    /// <summary>Longest time for quotes to come.</summary>
    public static readonly TimeSpan QuoteWindow = TimeSpan.FromMilliseconds(300);

    /// <summary>Time for better quotes behind the first feasible one.</summary>
    public static readonly TimeSpan QuoteGrace = TimeSpan.FromMilliseconds(20);

    /// <summary>Time for a device to offer a standing quote; nobody waits for it.</summary>
    public static readonly TimeSpan LeaseWindow = TimeSpan.FromSeconds(5);

    /// <summary>Pause before a device that gave no standing quote is asked again.</summary>
    public static readonly TimeSpan LeasePause = TimeSpan.FromSeconds(15);

    /// <summary>Time for a requester to confirm work whose claim has come.</summary>
    public static readonly TimeSpan Confirm = TimeSpan.FromSeconds(30);

    /// <summary>How long a device may keep a result while it is away, and so an escrow beyond the work's own time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(2);
}
