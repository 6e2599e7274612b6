namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>GET /api/hub/keys</c>, the newest first.</summary>
internal sealed record KeyListBody(IReadOnlyList<KeyBody> Keys);
