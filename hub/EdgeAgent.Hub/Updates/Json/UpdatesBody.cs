namespace EdgeAgent.Hub.Updates.Json;

/// <summary>Answer of <c>GET /api/hub/updates</c>.</summary>
/// <param name="Releases">The newest first.</param>
/// <param name="Devices">All that have ever asked.</param>
internal sealed record UpdatesBody(IReadOnlyList<ReleaseBody> Releases, IReadOnlyList<DeviceUpdateBody> Devices);
