using System.Runtime.InteropServices;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The newest entry.</summary>
/// <param name="Index">Its place; 0: the journal is empty.</param>
/// <param name="Digest">Its digest; zero for an empty journal.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LedgerHead(ulong Index, Bytes32 Digest);
