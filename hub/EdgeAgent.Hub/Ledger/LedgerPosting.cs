using System.Runtime.InteropServices;

namespace EdgeAgent.Hub.Ledger;

/// <summary>One side of an entry.</summary>
/// <param name="Account">The account.</param>
/// <param name="Micros">What it gains, micro-credits; negative: what it gives.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LedgerPosting(LedgerAccount Account, long Micros);
