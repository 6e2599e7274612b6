namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/claim</c>: a claim, its signature, and what was agreed before the work.</summary>
/// <remarks>Complete in itself: a hub that has lost its memory of the trade can check and settle it.</remarks>
/// <param name="Claim">The signed data.</param>
/// <param name="Signature">By <see cref="PoIClaim.Device"/> over the EIP-712 digest.</param>
/// <param name="Quote">The device's own offer: the prices.</param>
/// <param name="Lock">The requester's commitment to this work.</param>
/// <param name="Lease">The standing lease that the lock draws on; null: the lock takes the quote itself.</param>
/// <param name="Usage">What the requester has acknowledged last; null: nothing.</param>
public sealed record SignedClaim(
    PoIClaim Claim,
    RecoverableSignature Signature,
    SignedQuote Quote,
    SignedLock Lock,
    SignedLock? Lease = null,
    SignedUsageAck? Usage = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => Usage?.Validate();
}
