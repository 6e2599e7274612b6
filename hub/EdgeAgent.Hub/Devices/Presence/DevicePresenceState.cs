using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the hub knows of a device's presence.</summary>
/// <param name="Connected">It has a session.</param>
/// <param name="Born">Its birth has come in this session.</param>
/// <param name="Leaving">It has said in this session that it takes no more work.</param>
/// <param name="LastSeen">When its session last carried a message, began or ended.</param>
/// <param name="Birth">Its newest birth, of this session or an earlier one.</param>
/// <param name="Capability">Its newest capability.</param>
internal sealed record DevicePresenceState(
    bool Connected,
    bool Born,
    bool Leaving,
    DateTimeOffset? LastSeen,
    DeviceBirth? Birth,
    DeviceCapability? Capability)
{
    public static DevicePresenceState Unknown { get; } = new(false, false, false, null, null, null);
}
