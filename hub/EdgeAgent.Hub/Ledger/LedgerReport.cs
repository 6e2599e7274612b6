namespace EdgeAgent.Hub.Ledger;

/// <summary>What an inspection has found.</summary>
/// <param name="Entries">Entries that were recomputed.</param>
/// <param name="Claims">Settled claims among them.</param>
/// <param name="Faults">What is wrong, in words; empty: nothing.</param>
internal sealed record LedgerReport(ulong Entries, long Claims, IReadOnlyList<string> Faults);
