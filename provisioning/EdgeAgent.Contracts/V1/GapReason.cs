namespace EdgeAgent.Contracts.V1;

/// <summary>Why records are gone.</summary>
public enum GapReason
{
    /// <summary>The device's outbox was full.</summary>
    Quota,

    /// <summary>They were older than the outbox keeps anything.</summary>
    Age,

    /// <summary>The outbox could not be read, or the disk refused them.</summary>
    Damaged,
}
