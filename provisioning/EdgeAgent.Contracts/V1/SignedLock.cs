namespace EdgeAgent.Contracts.V1;

/// <summary>A lock and its requester's signature over the EIP-712 digest.</summary>
/// <param name="Lock">The signed data.</param>
/// <param name="Signature">By <see cref="WorkLock.Requester"/>.</param>
public sealed record SignedLock(WorkLock Lock, RecoverableSignature Signature);
