using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Work;

/// <summary>Tells all work in flight when devices come and go.</summary>
internal sealed class WorkDeviceObserver(JobTable jobs) : IDeviceObserver
{
    public void DeviceOnline(Address device, DeviceBirth birth) =>
        jobs.Broadcast(new WorkEvent.DeviceOnline(device, birth.Boot));

    public void DeviceOffline(Address device) => jobs.Broadcast(new WorkEvent.DeviceOffline(device));
}
