using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Where a claim stands in the ledger.</summary>
/// <param name="Entry">The entry that settled it.</param>
/// <param name="Epoch">The signed root of its epoch; null: not closed yet.</param>
/// <param name="Path">The siblings from its leaf to the root.</param>
internal sealed record LedgerProof(LedgerEntry Entry, SignedEpochRoot? Epoch, IReadOnlyList<Bytes32> Path);
