namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>GET /api/hub/network</c>.</summary>
/// <param name="Listen">The address in force.</param>
/// <param name="LoopbackOnly">Only this box can reach the hub, so no device of the network can join.</param>
/// <param name="Fixed">Command line or environment say the address: it cannot be changed here.</param>
/// <param name="Addresses">Where others can open the hub's page.</param>
/// <param name="Choices">What can be set.</param>
internal sealed record NetworkBody(
    string Listen,
    bool LoopbackOnly,
    bool Fixed,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<NetworkChoice> Choices);
