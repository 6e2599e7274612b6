namespace EdgeAgent.Hub.Points.Json;

/// <summary>One point in <c>GET /api/hub/points</c>.</summary>
internal sealed record PointBody(
    string Device,
    string DeviceName,
    bool Online,
    string Id,
    string Name,
    string Kind,
    string? Room,
    string? Unit,
    double? Min,
    double? Max,
    double? Step,
    bool Writable,
    double? Safe,
    bool Guarded,
    bool Simulated,
    bool Diagnostic,
    double? Value,
    DateTimeOffset? At,
    PointPermits? Permits);
