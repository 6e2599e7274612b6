namespace EdgeAgent.Edge.Pairing;

/// <summary><c>home.pending.json</c>: a grant that waits for its first connection.</summary>
/// <param name="Grant">The grant as it becomes <c>home.json</c>.</param>
/// <param name="Fingerprint">Shown on both sides.</param>
/// <param name="BootId">The kernel's boot in which it came.</param>
/// <param name="AgeFromMs">When its hour began, milliseconds of that boot's monotonic clock.</param>
internal sealed record PendingGrant(byte[] Grant, string Fingerprint, string BootId, long AgeFromMs);
