using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Points;

/// <summary>Whose points have changed.</summary>
internal sealed class DevicePointsEventArgs(Address device) : EventArgs
{
    public Address Device { get; } = device;
}
