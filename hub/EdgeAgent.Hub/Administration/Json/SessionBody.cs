namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>GET /api/hub/session</c>: who the caller is.</summary>
/// <param name="SignedIn">As administrator, by session.</param>
/// <param name="Csrf">To be sent with each change, as X-EdgeHub-Csrf; null without a session.</param>
/// <param name="Scopes">What the caller may do.</param>
/// <param name="Administrator">Whether the hub has an administrator; null for whoever may not read.</param>
internal sealed record SessionBody(bool SignedIn, string? Csrf, IReadOnlyList<string> Scopes, bool? Administrator);
