using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Hub.Updates.Json;

/// <summary>A device's last word as the owner sees it.</summary>
/// <param name="Device">The device's address.</param>
/// <param name="Version">That runs.</param>
/// <param name="State">Of its last release.</param>
/// <param name="Sequence">Of its last release; 0: none.</param>
/// <param name="Reason">Why it is not well; null: it is.</param>
/// <param name="At">When it said so.</param>
internal sealed record DeviceUpdateBody(
    string Device, string Version, UpdateState State, ulong Sequence, string? Reason, DateTimeOffset At);
