namespace EdgeAgent.Hub.Claims.Json;

/// <summary>Answer of <c>GET /api/hub/claims</c>.</summary>
/// <param name="Claims">Newest first.</param>
/// <param name="Before">For the next page's <c>before</c>; null on the last page.</param>
internal sealed record ClaimPage(IReadOnlyList<ClaimSummary> Claims, long? Before);
