using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Ledger;

/// <summary>A draft in its place, with the hub's signature.</summary>
/// <param name="Index">From 1 without gaps.</param>
/// <param name="Previous">Digest of the entry before; zero for the first.</param>
/// <param name="Draft">What it says.</param>
/// <param name="Signature">The hub's, over <see cref="LedgerSeal.SettleOf"/>.</param>
internal sealed record LedgerEntry(ulong Index, Bytes32 Previous, LedgerDraft Draft, RecoverableSignature Signature);
