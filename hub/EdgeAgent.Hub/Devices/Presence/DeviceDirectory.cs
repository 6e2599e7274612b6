using System.Collections.Concurrent;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <inheritdoc cref="IDeviceDirectory"/>
internal sealed class DeviceDirectory(DeviceRegistry registry) : IDeviceDirectory
{
    private readonly ConcurrentDictionary<Address, DevicePresenceState> _states = new();

    public IReadOnlyList<DeviceView> List() =>
        [.. registry.Active.OrderBy(row => row.RegisteredAt).ThenBy(row => row.Name, StringComparer.Ordinal).Select(View)];

    public DeviceView? Find(Address device) => registry.Find(device) is { RevokedAt: null } row ? View(row) : null;

    internal DevicePresenceState State(Address device) =>
        _states.GetValueOrDefault(device) ?? DevicePresenceState.Unknown;

    /// <summary>Changes one device's state; changes of one device come one after the other.</summary>
    internal void Change(Address device, Func<DevicePresenceState, DevicePresenceState> change) =>
        _states[device] = change(State(device));

    private DeviceView View(RegisteredDevice row)
    {
        var state = State(row.Id);
        return new DeviceView(
            row.Id,
            row.Name,
            row.LocalSlot is not null,
            state is { Connected: true, Born: true, Leaving: false },
            state.LastSeen ?? row.LastSeen,
            state.Birth,
            state.Capability);
    }
}
