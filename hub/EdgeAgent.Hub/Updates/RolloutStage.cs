namespace EdgeAgent.Hub.Updates;

/// <summary>How far a release has spread.</summary>
public enum RolloutStage
{
    /// <summary>One device tries it.</summary>
    Canary,

    /// <summary>A tenth of the devices.</summary>
    Tenth,

    /// <summary>All devices.</summary>
    All,

    /// <summary>It failed on too many devices; nobody gets it any more.</summary>
    Halted,
}
