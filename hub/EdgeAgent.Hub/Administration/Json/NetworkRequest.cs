namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Body of <c>POST /api/hub/network</c>.</summary>
/// <param name="Listen">One of the choices.</param>
internal sealed record NetworkRequest(string Listen);
