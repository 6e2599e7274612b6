using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Market;

/// <summary>What a provider gets for a claim. Pure: the same papers give the same amount.</summary>
internal static class SettlementTerms
{
    /// <summary>What the units that count are worth: at most what was asked, locked, and is left in the escrow.</summary>
    public static long Amount(SignedClaim signed, ulong unitsIn, ulong unitsOut, long leftMicros)
    {
        var amount = QuotePrice.Of(signed.Quote.Quote, unitsIn, unitsOut);
        amount = UInt128.Min(amount, signed.Claim.Amount);
        amount = UInt128.Min(amount, signed.Lock.Lock.MaxSpend);
        return (long)UInt128.Min(amount, (UInt128)Math.Max(0, leftMicros));
    }

    /// <summary>The requester's word, where the hub is the requester and knows what was delivered.</summary>
    public static Receipt Receipt(SignedClaim signed, Bytes32 claim, Delivery delivery, long leftMicros)
    {
        var unitsIn = delivery.UnitsOut == 0 ? 0 : Math.Min(signed.Claim.UnitsIn, delivery.UnitsIn);
        var unitsOut = Math.Min(signed.Claim.UnitsOut, delivery.UnitsOut);
        // The start fee is for work that arrived, not for a job that was taken.
        var amount = unitsOut == 0 ? 0 : Amount(signed, unitsIn, unitsOut, leftMicros);
        var whole = (UInt128)amount == signed.Claim.Amount && unitsOut == signed.Claim.UnitsOut;
        return new Receipt(
            signed.Claim.HomeId,
            signed.Claim.AgreementHash,
            claim,
            unitsIn,
            unitsOut,
            (UInt128)amount,
            whole ? ReceiptVerdict.Accepted : unitsOut > 0 ? ReceiptVerdict.Partial : ReceiptVerdict.Rejected,
            whole ? ReceiptReason.None
                : delivery.Reason == ReceiptReason.None ? ReceiptReason.Overpriced : delivery.Reason);
    }

    /// <summary>What the requester has acknowledged before it was lost; null: nothing that counts.</summary>
    public static SignedUsageAck? Acknowledged(SignedClaim signed)
    {
        var usage = signed.Usage;
        return usage is not null
            && usage.Usage.AgreementHash == signed.Claim.AgreementHash
            && usage.Ack.UsageHash == TypedData.Digest(usage.Usage)
            && usage.Ack.HomeId == signed.Claim.HomeId
            && SignatureVerifier.Verify(TypedData.Digest(usage.Ack), usage.Signature, signed.Lock.Lock.Requester)
            ? usage
            : null;
    }

    /// <summary>The agreement whose escrow pays.</summary>
    public static Bytes32 EscrowOf(SignedClaim signed) =>
        signed.Lease is { } lease ? Agreement.Hash(lease.Lock) : signed.Claim.AgreementHash;

    /// <summary>Makes the draft for a claim.</summary>
    /// <param name="signed">The claim with its papers.</param>
    /// <param name="claim">Its digest.</param>
    /// <param name="delivery">What was delivered; null: nobody knows any more.</param>
    /// <param name="sign">Signs for the requester.</param>
    /// <param name="book">The ledger.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public static LedgerDraft? Draft(
        SignedClaim signed, Bytes32 claim, Delivery? delivery, Func<Receipt, SignedReceipt> sign, LedgerBook book,
        long nowMs)
    {
        var escrowHash = EscrowOf(signed);
        if (!book.Escrows.TryGetValue(escrowHash, out var escrow))
        {
            return null; // its time was over: the money went back
        }
        if (delivery is null && Acknowledged(signed) is { } usage)
        {
            var paid = Amount(signed, usage.Usage.UnitsIn, usage.Usage.UnitsOut, escrow.LeftMicros);
            paid = (long)UInt128.Min((UInt128)paid, usage.Usage.Amount);
            return Settle(SettleRule.Usage, new LedgerEvidence.Usage(usage with { Job = default }), paid);
        }
        var receipt = Receipt(
            signed, claim, delivery ?? new Delivery(0, 0, ReceiptReason.NotDelivered), escrow.LeftMicros);
        return Settle(SettleRule.Receipt, new LedgerEvidence.Receipt(sign(receipt)), (long)receipt.Amount);

        LedgerDraft Settle(SettleRule rule, LedgerEvidence evidence, long paid) => LedgerDrafts.Settle(
            new LedgerSettlement(rule, signed.Claim.AgreementHash, escrowHash, signed.Claim.Device, claim, evidence),
            escrow, paid, nowMs);
    }
}
