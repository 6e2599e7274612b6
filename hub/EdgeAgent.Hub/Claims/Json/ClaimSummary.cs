namespace EdgeAgent.Hub.Claims.Json;

/// <summary>A claim in a list. Hashes and accounts are 0x text; 128-bit numbers are decimal text.</summary>
/// <param name="Hash">The claim's EIP-712 digest.</param>
/// <param name="Device">Who claims.</param>
/// <param name="Seq">Place in the device's chain, from 1.</param>
/// <param name="Kind"><c>chat</c>, <c>completion</c> or <c>partial</c>.</param>
/// <param name="Model">SHA-256 of the model file, without 0x as everywhere for models.</param>
/// <param name="UnitsIn">Tokens read.</param>
/// <param name="UnitsOut">Tokens generated.</param>
/// <param name="WorkUnits">Active parameters × tokens.</param>
/// <param name="Amount">What is asked, micro-credits.</param>
/// <param name="StartedAt">Unix seconds on the device's clock.</param>
/// <param name="FinishedAt">Unix seconds on the device's clock.</param>
/// <param name="ReceivedAt">By the hub's clock.</param>
/// <param name="Verdict"><c>accepted</c>, <c>unverified</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it is not accepted.</param>
internal sealed record ClaimSummary(
    string Hash,
    string Device,
    ulong Seq,
    string Kind,
    string Model,
    ulong UnitsIn,
    ulong UnitsOut,
    string WorkUnits,
    string Amount,
    ulong StartedAt,
    ulong FinishedAt,
    DateTimeOffset ReceivedAt,
    string Verdict,
    string? Reason);
