using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>A feature that wants to know when devices come and go. Registered as a service; must return quickly.</summary>
public interface IDeviceObserver
{
    /// <summary>A device is connected and has sent its birth; on every reconnect again.</summary>
    void DeviceOnline(Address device, DeviceBirth birth);

    /// <summary>A device's connection is gone.</summary>
    void DeviceOffline(Address device);
}
