using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>One registered device as it is now.</summary>
/// <param name="Id">The device.</param>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Local">Whether the hub runs it on its own box.</param>
/// <param name="Online">Connected, and its birth has come.</param>
/// <param name="LastSeen">When a message or connection was last seen; null: never.</param>
/// <param name="Birth">Its newest birth; null before the first.</param>
/// <param name="Capability">Its newest capability; null before the first.</param>
public sealed record DeviceView(
    Address Id,
    string Name,
    bool Local,
    bool Online,
    DateTimeOffset? LastSeen,
    DeviceBirth? Birth,
    DeviceCapability? Capability);
