namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Beyond OpenAI, as field <c>edgeagent</c>: who answered, and where the proof is.</summary>
/// <param name="Device">The device that answered, or the last of several.</param>
/// <param name="Claim">Digest of its claim, for <c>GET /api/hub/claims/{hash}</c>; null when it generated
/// nothing.</param>
/// <param name="Cost">Micro-credits, as text because it is a 128-bit number.</param>
internal sealed record ProvenanceBody(string? Device, string? Claim, string Cost);
