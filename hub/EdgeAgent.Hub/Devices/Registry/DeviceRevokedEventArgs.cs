using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>Names the device that was put out of the home.</summary>
public sealed class DeviceRevokedEventArgs(Address device) : EventArgs
{
    /// <summary>The device.</summary>
    public Address Device { get; } = device;
}
