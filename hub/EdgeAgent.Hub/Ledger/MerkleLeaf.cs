using System.Runtime.InteropServices;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Ledger;

/// <summary>A settled claim in an epoch's tree.</summary>
/// <param name="Claim">Digest of the claim.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="PaidMicros">What was paid, micro-credits; not negative.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MerkleLeaf(Bytes32 Claim, Address Payee, long PaidMicros);
