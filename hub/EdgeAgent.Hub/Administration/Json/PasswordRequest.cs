namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Body of <c>POST /api/hub/password</c>.</summary>
/// <param name="Current">The password until now.</param>
/// <param name="New">The one from now on.</param>
internal sealed record PasswordRequest(string Current, string New);
