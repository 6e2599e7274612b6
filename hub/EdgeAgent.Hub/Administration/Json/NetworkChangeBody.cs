namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>POST /api/hub/network</c>.</summary>
/// <param name="Listen">The address that was stored.</param>
/// <param name="Restarts">The hub starts again now, within half a minute; false where nothing changes.</param>
internal sealed record NetworkChangeBody(string Listen, bool Restarts);
