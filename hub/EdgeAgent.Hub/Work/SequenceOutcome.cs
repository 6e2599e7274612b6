namespace EdgeAgent.Hub.Work;

/// <summary>What <see cref="ItemSequencer{T}"/> did with an item.</summary>
internal enum SequenceOutcome
{
    /// <summary>Kept until its turn.</summary>
    Taken,

    /// <summary>Already had.</summary>
    Duplicate,

    /// <summary>Too many items wait for one that is missing.</summary>
    TooFarAhead,
}
