namespace EdgeAgent.Contracts.V1;

/// <summary>What the hub says to a claim.</summary>
public enum ClaimAckStatus
{
    /// <summary>All claims up to <see cref="ClaimAck.UpTo"/> are stored durably.</summary>
    Stored,

    /// <summary>A claim is missing: send again from the one behind <see cref="ClaimAck.UpTo"/>.</summary>
    Gap,

    /// <summary>The claim cannot be taken, now or ever; the device stops sending and tells its owner.</summary>
    Refused,
}
