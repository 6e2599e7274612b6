namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Answer of <c>GET /api/hub/audit</c>.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Give it as <c>before</c> for older lines; null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditLine> Entries, long? Next);
