namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary><c>GET /api/hub/events</c>.</summary>
internal sealed record EventListBody(IReadOnlyList<EventBody> Events);
