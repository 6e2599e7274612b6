using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Claims;

/// <summary>One claim as it is kept.</summary>
/// <param name="Seq">Its place in the chain.</param>
/// <param name="Digest">Its EIP-712 digest.</param>
/// <param name="Agreement">The agreement that it claims for.</param>
/// <param name="Message">The bytes of <c>up/claim</c>.</param>
internal sealed record ClaimRow(ulong Seq, Bytes32 Digest, Bytes32 Agreement, byte[] Message);
