namespace EdgeAgent.Hub.Metrics;

/// <summary>Answer of <c>GET /healthz</c>.</summary>
/// <param name="Status"><c>ok</c>, or what is wrong.</param>
/// <param name="Version">Of the hub.</param>
/// <param name="UptimeSeconds">Since the start.</param>
/// <param name="DevicesOnline">Devices that take work now.</param>
/// <param name="Devices">Devices of the home.</param>
/// <param name="Model">The default model; null while it is prepared.</param>
internal sealed record HealthBody(
    string Status, string Version, long UptimeSeconds, int DevicesOnline, int Devices, string? Model);
