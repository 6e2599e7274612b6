using System.Runtime.InteropServices;
using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Claims;

/// <summary>The end of the device's chain of claims.</summary>
/// <param name="Seq">Sequence of the newest claim; 0: none yet.</param>
/// <param name="Digest">Its digest; zero: none yet.</param>
/// <param name="Acked">The newest claim that the hub is known to hold.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChainHead(ulong Seq, Bytes32 Digest, ulong Acked);
