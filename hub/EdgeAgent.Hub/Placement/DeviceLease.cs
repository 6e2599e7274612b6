using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Placement;

/// <summary>One piece of work on one device, from placement until it has left the device.</summary>
internal sealed class DeviceLease(Address device, ulong boot, Action<Address> release)
{
    private Action<Address>? _release = release;

    /// <summary>The device.</summary>
    public Address Device { get; } = device;

    /// <summary>
    /// The device's boot counter at placement: another one later means that it has forgotten the work.
    /// </summary>
    public ulong Boot { get; } = boot;

    /// <summary>Takes the work off the device's count, once.</summary>
    public void Return() => Interlocked.Exchange(ref _release, null)?.Invoke(Device);
}
