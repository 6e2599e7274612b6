namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Body of <c>POST /api/hub/setup</c>.</summary>
/// <param name="Link">What stands behind the # of the set-up link.</param>
/// <param name="Password">The administrator's new password.</param>
internal sealed record SetupRequest(string Link, string Password);
