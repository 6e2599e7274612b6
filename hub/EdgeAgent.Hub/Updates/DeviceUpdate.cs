using EdgeAgent.Contracts;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Hub.Updates;

/// <summary>A device's last word about updates.</summary>
/// <param name="Device">The device.</param>
/// <param name="Word">What it said.</param>
/// <param name="At">When.</param>
internal sealed record DeviceUpdate(Address Device, UpdateCheckIn Word, DateTimeOffset At);
