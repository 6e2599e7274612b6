using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>A device that exists more than once: nobody gets in with these certificates until the owner has chosen a copy, and then only that one, to get a key that the others do not have.</summary>
/// <param name="Device">The device.</param>
/// <param name="Since">When it was noticed.</param>
/// <param name="Keys">SHA-256 of the public keys that the copies share.</param>
/// <param name="Keep">The copy that the owner has chosen; null: none yet.</param>
/// <param name="Copies">Those that were seen.</param>
public sealed record DeviceHold(
    Address Device, DateTimeOffset Since, IReadOnlyList<Bytes32> Keys, BootId? Keep, IReadOnlyList<DeviceCopy> Copies);
