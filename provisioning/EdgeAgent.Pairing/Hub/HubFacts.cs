using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Hub;

/// <summary>What the hub says of itself.</summary>
/// <param name="Hub">Its account.</param>
/// <param name="HomeId">The home, <c>keccak256("EdgeAgent home 1" ‖ hub address)</c>.</param>
/// <param name="CaSpkiHash">SHA-256 of its authority's public key.</param>
public sealed record HubFacts(Address Hub, Bytes32 HomeId, Bytes32 CaSpkiHash);
