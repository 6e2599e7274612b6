namespace EdgeAgent.Hub.Administration.Json;

/// <summary>A line of the audit log.</summary>
/// <param name="Seq">Counts from 1.</param>
/// <param name="Time">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Origin">Address, or console.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Outcome">done, refused or failed.</param>
/// <param name="Detail">More.</param>
/// <param name="Hash">0x and 64 hexadecimal digits, over this line and all before.</param>
internal sealed record AuditLine(
    long Seq,
    DateTimeOffset Time,
    string Who,
    string Origin,
    string Action,
    string Subject,
    string Outcome,
    string Detail,
    string Hash);
