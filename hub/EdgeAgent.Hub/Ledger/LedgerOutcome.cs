namespace EdgeAgent.Hub.Ledger;

/// <summary>What became of a draft.</summary>
internal abstract record LedgerOutcome
{
    private LedgerOutcome()
    {
    }

    /// <summary>It stands in the journal.</summary>
    public sealed record Posted(LedgerEntry Entry) : LedgerOutcome;

    /// <summary>It breaks a rule; nothing was written.</summary>
    public sealed record Refused(LedgerFault Fault) : LedgerOutcome;
}
