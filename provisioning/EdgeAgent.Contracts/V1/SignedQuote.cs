namespace EdgeAgent.Contracts.V1;

/// <summary>A quote and its provider's signature over the EIP-712 digest.</summary>
/// <param name="Quote">The signed data.</param>
/// <param name="Signature">By <see cref="Quote.Provider"/>.</param>
public sealed record SignedQuote(
    Quote Quote,
    RecoverableSignature Signature);
