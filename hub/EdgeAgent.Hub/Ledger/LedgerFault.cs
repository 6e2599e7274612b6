namespace EdgeAgent.Hub.Ledger;

/// <summary>Why an entry cannot stand in the book.</summary>
internal enum LedgerFault
{
    /// <summary>The postings do not sum to zero, or there are too many.</summary>
    Unbalanced,

    /// <summary>The postings are not those of the rule.</summary>
    Shape,

    /// <summary>The payer would pass its credit limit.</summary>
    CreditLimit,

    /// <summary>The agreement has or had an escrow already.</summary>
    EscrowKnown,

    /// <summary>The agreement has no open escrow.</summary>
    NoEscrow,

    /// <summary>More than the escrow holds.</summary>
    EscrowSpent,

    /// <summary>The agreement is settled already.</summary>
    AlreadySettled,

    /// <summary>The escrow's deadline has not come, or has passed.</summary>
    Deadline,

    /// <summary>The evidence is not what the rule needs.</summary>
    Evidence,
}
