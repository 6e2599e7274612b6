using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <content>What each rule allows.</content>
internal sealed partial class LedgerBook
{
    private static LedgerFault? CheckBalance(IReadOnlyList<LedgerPosting> postings)
    {
        if (postings.Count > LedgerDraft.MaxPostings)
        {
            return LedgerFault.Unbalanced;
        }
        Int128 sum = 0;
        foreach (var posting in postings)
        {
            sum += posting.Micros;
        }
        return sum == 0 ? null : LedgerFault.Unbalanced;
    }

    private LedgerFault? CheckOpened(LedgerDraft draft)
    {
        if (draft.Evidence is not LedgerEvidence.Deadline deadline)
        {
            return LedgerFault.Evidence;
        }
        if (deadline.AtMs <= draft.AtMs)
        {
            return LedgerFault.Deadline;
        }
        if (draft.Escrow != draft.Agreement || draft.Postings is not [var payer, var escrow]
            || payer.Account.Kind is not (LedgerAccountKind.Household or LedgerAccountKind.Device)
            || escrow.Account != LedgerAccount.Escrow(draft.Agreement) || escrow.Micros < 0)
        {
            return LedgerFault.Shape;
        }
        if (_escrows.ContainsKey(draft.Agreement) || _closed.Contains(draft.Agreement))
        {
            return LedgerFault.EscrowKnown;
        }
        return escrow.Micros > CreditOf(payer.Account) ? LedgerFault.CreditLimit : null;
    }

    private LedgerFault? CheckSettled(LedgerDraft draft)
    {
        if (!_escrows.TryGetValue(draft.Escrow, out var escrow))
        {
            return _closed.Contains(draft.Escrow) ? LedgerFault.AlreadySettled : LedgerFault.NoEscrow;
        }
        if (draft.AtMs >= escrow.DeadlineMs)
        {
            return LedgerFault.Deadline;
        }
        if (escrow.HasSettled(draft.Agreement))
        {
            return LedgerFault.AlreadySettled;
        }
        if (!HasEvidence(draft))
        {
            return LedgerFault.Evidence;
        }
        return draft.Escrow == draft.Agreement ? CheckClosing(draft, escrow) : CheckDraw(draft, escrow);
    }

    /// <summary>A payment names the paper that it rests on, and that paper names exactly this agreement and claim.</summary>
    private static bool HasEvidence(LedgerDraft draft) => draft.Rule switch
    {
        SettleRule.Receipt => draft.Evidence is LedgerEvidence.Receipt receipt
            && receipt.Signed.Receipt.AgreementHash == draft.Agreement
            && receipt.Signed.Receipt.ClaimHash == draft.Claim
            && receipt.Signed.Receipt.Amount == (UInt128)Paid(draft),
        SettleRule.Usage => draft.Evidence is LedgerEvidence.Usage usage
            && usage.Signed.Usage.AgreementHash == draft.Agreement
            && usage.Signed.Job == default // nobody signs it
            && usage.Signed.Usage.Amount >= (UInt128)Paid(draft),
        SettleRule.Silence => draft.Claim != default && draft.Evidence is null,
        _ => draft.Evidence is null,
    };

    /// <summary>All that the escrow holds is given out: to the payee, the rest to the payer.</summary>
    private static LedgerFault? CheckClosing(LedgerDraft draft, LedgerEscrow escrow)
    {
        if (draft.Postings.Count != (draft.Rule == SettleRule.Refund ? 2 : 3))
        {
            return LedgerFault.Shape;
        }
        var (given, rest) = (draft.Postings[0], draft.Postings[^1]);
        var paid = draft.Rule == SettleRule.Refund ? new LedgerPosting(escrow.Payer, 0) : draft.Postings[1];
        if (given.Account != LedgerAccount.Escrow(draft.Escrow) || rest.Account != escrow.Payer || rest.Micros < 0
            || paid.Micros < 0 || paid.Account.Kind is LedgerAccountKind.Escrow or LedgerAccountKind.Kitty)
        {
            return LedgerFault.Shape;
        }
        return -given.Micros == escrow.LeftMicros ? null : LedgerFault.EscrowSpent;
    }

    private static LedgerFault? CheckDraw(LedgerDraft draft, LedgerEscrow escrow)
    {
        if (draft.Rule == SettleRule.Refund)
        {
            return draft.Postings.Count == 0 ? null : LedgerFault.Shape; // the agreement is used up all the same
        }
        if (draft.Postings is not [var given, var taken] || given.Account != LedgerAccount.Escrow(draft.Escrow)
            || taken.Micros < 0 || taken.Account.Kind is LedgerAccountKind.Escrow or LedgerAccountKind.Kitty)
        {
            return LedgerFault.Shape;
        }
        return taken.Micros > escrow.LeftMicros ? LedgerFault.EscrowSpent : null;
    }

    private LedgerFault? CheckDeadline(LedgerDraft draft)
    {
        if (!_escrows.TryGetValue(draft.Escrow, out var escrow))
        {
            return LedgerFault.NoEscrow;
        }
        if (draft.AtMs < escrow.DeadlineMs)
        {
            return LedgerFault.Deadline;
        }
        return escrow.LeftMicros == 0 && draft.Postings.Count == 0 ? null
            : draft.Postings is [var given, var taken] && given.Account == LedgerAccount.Escrow(draft.Escrow)
                && taken.Account == escrow.Payer && taken.Micros == escrow.LeftMicros
            ? null
            : LedgerFault.Shape;
    }

    private LedgerFault? CheckSlashed(LedgerDraft draft)
    {
        if (draft.Claim == default)
        {
            return LedgerFault.Evidence;
        }
        if (draft.Postings is not [var given, var taken] || given.Account.Kind != LedgerAccountKind.Device
            || taken.Account != LedgerAccount.Kitty || taken.Micros < 0)
        {
            return LedgerFault.Shape;
        }
        return taken.Micros > CreditOf(given.Account) ? LedgerFault.CreditLimit : null;
    }

    private LedgerFault? CheckMove(LedgerDraft draft)
    {
        if (draft.Rule == SettleRule.LostDevice && draft.Evidence is not LedgerEvidence.Reason)
        {
            return LedgerFault.Evidence;
        }
        if (draft.Postings is not [var given, var taken] || given.Account.Kind != LedgerAccountKind.Device
            || taken.Account != LedgerAccount.Household || taken.Micros < 0)
        {
            return LedgerFault.Shape;
        }
        return taken.Micros > CreditOf(given.Account) ? LedgerFault.CreditLimit : null;
    }
}
