namespace EdgeAgent.Edge.Status;

/// <summary>What <c>status.json</c> holds: the running agent as it was when it last wrote.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Version">Its version.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Link">The line: <c>connected</c> or <c>connecting</c>; <c>pairing</c> before the device has a home.</param>
/// <param name="Host">The host that answered; null while connecting.</param>
/// <param name="LinkSince">Since when the line is so.</param>
/// <param name="Jobs">Jobs waiting or running.</param>
/// <param name="Model">The model in memory; null: none.</param>
/// <param name="ClaimsPending">Signed claims that the hub has not acknowledged.</param>
/// <param name="WrittenAt">When this was written.</param>
/// <param name="Pairing">How pairing stands; null once the device has a home.</param>
internal sealed record StatusReport(
    int Pid,
    string Version,
    DateTimeOffset StartedAt,
    string Link,
    string? Host,
    DateTimeOffset LinkSince,
    int Jobs,
    string? Model,
    ulong ClaimsPending,
    DateTimeOffset WrittenAt,
    string? Pairing = null);
