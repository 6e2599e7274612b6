using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary><c>GET /api/hub/devices/{device}/config</c>.</summary>
/// <param name="Desired">What the owner wants; null: nothing.</param>
/// <param name="Reported">What the device has; null: it has not said.</param>
internal sealed record ConfigBody(DesiredConfig? Desired, ReportedConfig? Reported);
