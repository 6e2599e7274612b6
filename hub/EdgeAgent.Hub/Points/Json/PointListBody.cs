namespace EdgeAgent.Hub.Points.Json;

/// <summary><c>GET /api/hub/points</c>.</summary>
internal sealed record PointListBody(IReadOnlyList<PointBody> Points);
