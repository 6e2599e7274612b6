using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Tests.Market;

/// <summary>A directory that holds what the test says.</summary>
internal sealed class DeviceList : IDeviceDirectory
{
    private readonly List<DeviceView> _devices = [];

    public void Add(DeviceView device) => _devices.Add(device);

    public IReadOnlyList<DeviceView> List() => _devices;

    public DeviceView? Find(Address device) => _devices.Find(d => d.Id == device);
}
