namespace EdgeAgent.Contracts.V1;

/// <summary>The answer to a <see cref="RenewalQuery"/>.</summary>
/// <param name="Terms">How the device stands.</param>
/// <param name="Signature">By the hub over the terms.</param>
public sealed record SignedRenewalTerms(RenewalTerms Terms, RecoverableSignature Signature) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}
