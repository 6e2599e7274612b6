namespace EdgeAgent.Hub.Market.Json;

/// <summary>Answer of <c>GET /api/hub/devices</c>.</summary>
internal sealed record DeviceListBody(IReadOnlyList<DeviceBody> Devices);
