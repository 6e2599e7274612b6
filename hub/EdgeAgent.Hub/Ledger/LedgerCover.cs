using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Whether the papers of both parties cover a payment.</summary>
internal static class LedgerCover
{
    /// <summary>What is missing, in words; null: nothing.</summary>
    public static string? FindFault(SignedClaim signed, LedgerDraft draft)
    {
        var (quote, work) = (signed.Quote.Quote, signed.Lock.Lock);
        if (!SignatureVerifier.Verify(TypedData.Digest(quote), signed.Quote.Signature, signed.Claim.Device))
        {
            return "the provider has not signed its quote";
        }
        if (!SignatureVerifier.Verify(TypedData.Digest(work), signed.Lock.Signature, work.Requester))
        {
            return "the requester has not signed its lock";
        }
        if (Agreement.FindFault(signed.Quote, signed.Lock, signed.Lease) is { } fault)
        {
            return fault;
        }
        if (draft.Escrow != (signed.Lease is { } lease ? Agreement.Hash(lease.Lock) : Agreement.Hash(work)))
        {
            return "another escrow has paid";
        }
        var paid = (UInt128)LedgerBook.Paid(draft);
        if (paid > work.MaxSpend || paid > signed.Claim.Amount)
        {
            return "more was paid than was agreed or asked";
        }
        return draft.Evidence switch
        {
            LedgerEvidence.Receipt { Signed: var receipt } =>
                SignatureVerifier.Verify(TypedData.Digest(receipt.Receipt), receipt.Signature, work.Requester)
                    ? Excess(paid, quote, receipt.Receipt.UnitsIn, receipt.Receipt.UnitsOut)
                    : "the requester has not signed the receipt",
            LedgerEvidence.Usage { Signed: var usage } =>
                usage.Ack.UsageHash == TypedData.Digest(usage.Usage)
                && SignatureVerifier.Verify(TypedData.Digest(usage.Ack), usage.Signature, work.Requester)
                    ? Excess(paid, quote, usage.Usage.UnitsIn, usage.Usage.UnitsOut)
                    : "the requester has not acknowledged the usage",
            _ => Excess(paid, quote, signed.Claim.UnitsIn, signed.Claim.UnitsOut),
        };
    }

    private static string? Excess(UInt128 paid, Quote quote, ulong unitsIn, ulong unitsOut) =>
        paid > QuotePrice.Of(quote, unitsIn, unitsOut) ? "more was paid than quote and units give" : null;
}
