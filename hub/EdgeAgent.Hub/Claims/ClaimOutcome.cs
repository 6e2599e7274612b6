namespace EdgeAgent.Hub.Claims;

/// <summary>What became of a claim that a device sent.</summary>
internal abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>Kept now.</summary>
    /// <param name="UpTo">The chain's newest place.</param>
    /// <param name="Verdict">What the hub thinks of it.</param>
    public sealed record Stored(ulong UpTo, ClaimVerdict Verdict) : ClaimOutcome;

    /// <summary>Kept before; the device missed the answer.</summary>
    /// <param name="UpTo">The chain's newest place.</param>
    public sealed record Known(ulong UpTo) : ClaimOutcome;

    /// <summary>Claims before it are missing.</summary>
    /// <param name="UpTo">The chain's newest place.</param>
    public sealed record Gap(ulong UpTo) : ClaimOutcome;

    /// <summary>Cannot be kept in the chain, now or ever.</summary>
    /// <param name="UpTo">The chain's newest place.</param>
    /// <param name="Fault">Why.</param>
    public sealed record Refused(ulong UpTo, ClaimFault Fault) : ClaimOutcome;
}
