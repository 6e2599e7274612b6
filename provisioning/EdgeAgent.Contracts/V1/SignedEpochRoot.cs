namespace EdgeAgent.Contracts.V1;

/// <summary>A closed epoch and its hub's signature over the EIP-712 digest.</summary>
/// <param name="Root">The signed data.</param>
/// <param name="Signature">By the hub.</param>
public sealed record SignedEpochRoot(EpochRoot Root, RecoverableSignature Signature);
