using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>A line of the audit log.</summary>
/// <param name="Seq">Counts from 1 without a gap.</param>
/// <param name="Time">When, to the millisecond.</param>
/// <param name="Actor">Who and from where.</param>
/// <param name="Act">What.</param>
/// <param name="Hash">Over this line and the hash of the one before.</param>
internal sealed record AuditEntry(long Seq, DateTimeOffset Time, Actor Actor, AuditAct Act, Bytes32 Hash);
