namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Body of <c>POST /api/hub/session</c>.</summary>
/// <param name="Password">The administrator's.</param>
internal sealed record LoginRequest(string Password);
