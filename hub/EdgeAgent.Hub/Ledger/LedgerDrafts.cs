using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The drafts that the features make; the book says whether they may stand.</summary>
internal static class LedgerDrafts
{
    /// <summary>Sets money aside for a lock.</summary>
    public static LedgerDraft Open(Bytes32 agreement, LedgerAccount payer, long micros, long deadlineMs, long nowMs) =>
        new()
        {
            Rule = SettleRule.Opened,
            Agreement = agreement,
            Escrow = agreement,
            Evidence = new LedgerEvidence.Deadline(deadlineMs),
            Postings = [new(payer, -micros), new(LedgerAccount.Escrow(agreement), micros)],
            AtMs = nowMs,
        };

    /// <summary>Pays a provider out of an escrow.</summary>
    /// <param name="terms">What is settled.</param>
    /// <param name="escrow">The open escrow.</param>
    /// <param name="paidMicros">What the payee gets; at most what the escrow holds.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public static LedgerDraft Settle(LedgerSettlement terms, LedgerEscrow escrow, long paidMicros, long nowMs)
    {
        var account = LedgerAccount.Escrow(terms.Escrow);
        var payee = LedgerAccount.Device(terms.Payee);
        return new LedgerDraft
        {
            Rule = terms.Rule,
            Agreement = terms.Agreement,
            Escrow = terms.Escrow,
            Claim = terms.Claim,
            Evidence = terms.Evidence,
            Postings = terms.Escrow == terms.Agreement
                ? Closing(terms.Rule, account, payee, escrow, paidMicros)
                : terms.Rule == SettleRule.Refund ? [] : [new(account, -paidMicros), new(payee, paidMicros)],
            AtMs = nowMs,
        };
    }

    /// <summary>Gives an escrow back to its payer.</summary>
    /// <param name="rule"><see cref="SettleRule.Refund"/> or, behind its deadline, <see cref="SettleRule.Deadline"/>.</param>
    /// <param name="agreement">Whose escrow.</param>
    /// <param name="escrow">The open escrow.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public static LedgerDraft GiveBack(SettleRule rule, Bytes32 agreement, LedgerEscrow escrow, long nowMs) => new()
    {
        Rule = rule,
        Agreement = agreement,
        Escrow = agreement,
        Postings =
        [
            new(LedgerAccount.Escrow(agreement), -escrow.LeftMicros), new(escrow.Payer, escrow.LeftMicros),
        ],
        AtMs = nowMs,
    };

    /// <summary>Moves a device's money to the household.</summary>
    /// <param name="rule"><see cref="SettleRule.Payout"/> or <see cref="SettleRule.LostDevice"/>.</param>
    /// <param name="device">The device.</param>
    /// <param name="micros">How much.</param>
    /// <param name="reason">The administrator's; null for a payout.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public static LedgerDraft Move(SettleRule rule, Address device, long micros, string? reason, long nowMs) => new()
    {
        Rule = rule,
        Evidence = reason is null ? null : new LedgerEvidence.Reason(reason),
        Postings = [new(LedgerAccount.Device(device), -micros), new(LedgerAccount.Household, micros)],
        AtMs = nowMs,
    };

    /// <summary>Takes a payment back, as far as the device still has it.</summary>
    public static LedgerDraft Slash(Bytes32 agreement, Bytes32 claim, Address device, long micros, long nowMs) => new()
    {
        Rule = SettleRule.Slashed,
        Agreement = agreement,
        Claim = claim,
        Postings = [new(LedgerAccount.Device(device), -micros), new(LedgerAccount.Kitty, micros)],
        AtMs = nowMs,
    };

    private static LedgerPosting[] Closing(
        SettleRule rule, LedgerAccount account, LedgerAccount payee, LedgerEscrow escrow, long paidMicros) =>
        rule == SettleRule.Refund
            ? [new(account, -escrow.LeftMicros), new(escrow.Payer, escrow.LeftMicros)]
            :
            [
                new(account, -escrow.LeftMicros), new(payee, paidMicros),
                new(escrow.Payer, escrow.LeftMicros - paidMicros),
            ];
}
