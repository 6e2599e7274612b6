namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Answer of <c>GET /v1/models</c>.</summary>
internal sealed record ModelListBody(string Object, IReadOnlyList<ModelBody> Data);
