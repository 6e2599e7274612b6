namespace EdgeAgent.Contracts.V1;

/// <summary>A requester's word that it has received what a <see cref="Usage"/> says (typed data <c>UsageAck</c>).</summary>
/// <param name="HomeId">The home.</param>
/// <param name="UsageHash">EIP-712 digest of the usage.</param>
public sealed record UsageAck(
    Bytes32 HomeId,
    Bytes32 UsageHash);
