namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/claim</c>: a claim, its signature, and the lock that grounds it.</summary>
/// <param name="Claim">The signed data.</param>
/// <param name="Signature">By <see cref="PoIClaim.Device"/> over the EIP-712 digest.</param>
/// <param name="Lock">Shows that the requester asked for the work, even to a hub that has lost its memory of it.</param>
public sealed record SignedClaim(PoIClaim Claim, RecoverableSignature Signature, SignedLock Lock) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}
