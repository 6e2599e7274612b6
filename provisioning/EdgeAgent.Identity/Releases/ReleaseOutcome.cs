namespace EdgeAgent.Identity.Releases;

/// <summary>What a verifier says of a release.</summary>
public abstract record ReleaseOutcome
{
    private ReleaseOutcome()
    {
    }

    /// <summary>It may be installed.</summary>
    /// <param name="Manifest">What was signed.</param>
    /// <param name="KeysSequence">Of its list of keys: the new floor.</param>
    public sealed record Accepted(ReleaseManifest Manifest, ulong KeysSequence) : ReleaseOutcome;

    /// <summary>It may not.</summary>
    /// <param name="Fault">For programs.</param>
    /// <param name="Reason">For people.</param>
    public sealed record Refused(ReleaseFault Fault, string Reason) : ReleaseOutcome;
}
