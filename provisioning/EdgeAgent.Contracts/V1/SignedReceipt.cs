namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/receipt</c>: a receipt and its requester's signature.</summary>
/// <param name="Receipt">The signed data.</param>
/// <param name="Signature">By the lock's requester.</param>
public sealed record SignedReceipt(
    Receipt Receipt,
    RecoverableSignature Signature) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
    }
}
