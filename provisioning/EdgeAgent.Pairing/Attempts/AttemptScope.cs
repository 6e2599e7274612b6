namespace EdgeAgent.Pairing.Attempts;

/// <summary>What attempts are counted for.</summary>
public enum AttemptScope
{
    /// <summary>A printed secret, for its whole life; never dropped to make room.</summary>
    Secret,

    /// <summary>One power cycle of a device: the kernel's boot id.</summary>
    PowerCycle,

    /// <summary>One start of pairing as the hub sees it: the digest of the hello.</summary>
    Enrolment,
}
