using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the hub knows of its devices, now.</summary>
public interface IDeviceDirectory
{
    /// <summary>A consistent view of all registered devices, revoked ones not included.</summary>
    IReadOnlyList<DeviceView> List();

    /// <summary>One device; null when it is not registered.</summary>
    DeviceView? Find(Address device);
}
