namespace EdgeAgent.Hub.Devices;

/// <summary>Answer of <c>GET /api/hub/devices/held</c>.</summary>
/// <param name="Devices">Those that exist more than once.</param>
internal sealed record HeldDevicesBody(IReadOnlyList<HeldDeviceBody> Devices);
