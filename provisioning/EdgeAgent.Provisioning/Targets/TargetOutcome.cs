namespace EdgeAgent.Provisioning.Targets;

/// <summary>Whether a device may be erased.</summary>
internal abstract record TargetOutcome
{
    private TargetOutcome()
    {
    }

    /// <summary>A removable disk that nobody uses.</summary>
    internal sealed record Usable(RemovableDisk Disk) : TargetOutcome;

    /// <summary>Not to be touched.</summary>
    /// <param name="Reason">What it is, and what to do.</param>
    internal sealed record Refused(string Reason) : TargetOutcome;
}
