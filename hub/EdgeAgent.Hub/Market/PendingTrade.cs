using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Market;

/// <summary>A trade that is not settled.</summary>
/// <param name="Claim">The claim, if it has come.</param>
/// <param name="Delivery">What was delivered, if that is known.</param>
internal sealed record PendingTrade(Bytes32? Claim, Delivery? Delivery);
