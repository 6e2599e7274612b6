using EdgeAgent.Contracts;
using EdgeAgent.Hub.Ledger;

namespace EdgeAgent.Hub.Market;

/// <summary>A trade that is over.</summary>
/// <param name="Escrow">The agreement whose escrow paid.</param>
/// <param name="MaxSpend">What was kept for it.</param>
/// <param name="Paid">What it cost.</param>
/// <param name="Delivered">Whether the provider kept its word; null: that says nothing of it.</param>
/// <param name="Fault">Why the ledger did not take it; null: it did.</param>
internal sealed record SettledTrade(
    Bytes32 Escrow, UInt128 MaxSpend, UInt128 Paid, bool? Delivered, LedgerFault? Fault);
