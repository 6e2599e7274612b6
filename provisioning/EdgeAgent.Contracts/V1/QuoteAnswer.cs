namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/quote</c>: the answer to a <see cref="Rfq"/>, an offer or a refusal: a refusal spares the others the wait.</summary>
/// <param name="Rfq">The request's hash.</param>
/// <param name="Quote">The offer; null: none.</param>
/// <param name="Reason">Why there is none, for the owner.</param>
public sealed record QuoteAnswer(
    Bytes32 Rfq,
    SignedQuote? Quote = null,
    string? Reason = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Text(Reason, "reason");
}
