using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>Follows the sessions and says who is there. Calls for one device come one after the other.</summary>
internal sealed partial class DevicePresence(
    DeviceDirectory directory,
    DeviceRegistry registry,
    IEnumerable<IDeviceObserver> observers,
    TimeProvider time,
    ILogger<DevicePresence> logger)
{
    private readonly IDeviceObserver[] _observers = [.. observers];
    private readonly ILogger<DevicePresence> _logger = logger;

    /// <summary>A session has begun.</summary>
    public void Connected(Address device)
    {
        directory.Change(device, state => state with
        {
            Connected = true,
            Born = false,
            Leaving = false,
            LastSeen = time.GetUtcNow(),
        });
        var name = Name(device);
        LogConnected(device, name);
    }

    /// <summary>A message has come.</summary>
    public void Seen(Address device) =>
        directory.Change(device, state => state with { LastSeen = time.GetUtcNow() });

    /// <summary>The session's birth; a later one of the same session only brings news.</summary>
    public void Born(Address device, DeviceBirth birth)
    {
        var first = !directory.State(device).Born;
        directory.Change(device, state => state with { Born = true, Birth = birth });
        if (first)
        {
            var name = Name(device);
            LogOnline(device, name, birth.Fw, birth.Models.Count);
            Tell(device, observer => observer.DeviceOnline(device, birth));
        }
    }

    /// <summary>The device says that it is there, or that it leaves; its connection still carries what it has to finish.</summary>
    /// <exception cref="WireFormatException">The status belongs to another connection than the current one.</exception>
    public void Said(Address device, DeviceStatus status)
    {
        var state = directory.State(device);
        if (status.S == Presence.Offline && state.Born && status.Bd != state.Birth!.Bd)
        {
            throw new WireFormatException($"An offline of connection {status.Bd}, while {state.Birth.Bd} is the current one.");
        }
        directory.Change(device, before => before with { Leaving = status.S == Presence.Offline });
        if (status.S == Presence.Offline && state is { Born: true, Leaving: false })
        {
            var name = Name(device);
            LogLeaving(device, name);
        }
    }

    /// <summary>The device's newest abilities.</summary>
    public void Can(Address device, DeviceCapability capability) =>
        directory.Change(device, state => state with { Capability = capability });

    /// <summary>The session has ended, whatever the reason.</summary>
    public async Task DisconnectedAsync(Address device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var born = directory.State(device).Born;
        directory.Change(device, state => state with { Connected = false, Born = false, LastSeen = now });
        var name = Name(device);
        LogOffline(device, name);
        if (born)
        {
            Tell(device, observer => observer.DeviceOffline(device));
        }
        await registry.SeenAsync(device, now, cancellationToken);
    }

    /// <summary>What earlier sessions have left, known before the device is back.</summary>
    public void Remember(Address device, DeviceBirth? birth, DeviceCapability? capability) =>
        directory.Change(device, state => state with { Birth = birth, Capability = capability });

    private string Name(Address device) => registry.Find(device)?.Name ?? "unknown";

    [SuppressMessage("Design", "CA1031", Justification = "One feature's fault must not cost the others the event")]
    private void Tell(Address device, Action<IDeviceObserver> tell)
    {
        foreach (var observer in _observers)
        {
            try
            {
                tell(observer);
            }
            catch (Exception e)
            {
                LogObserverFailed(observer.GetType().Name, device, e);
            }
        }
    }

    [LoggerMessage(EventId = HubEventIds.DeviceConnected, Level = LogLevel.Debug,
        Message = "Device {Device} ({Name}) is connected")]
    private partial void LogConnected(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceOnline, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) is online: agent {Firmware}, {Models} models")]
    private partial void LogOnline(Address device, string name, string firmware, int models);

    [LoggerMessage(EventId = HubEventIds.DeviceLeaving, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) takes no more work")]
    private partial void LogLeaving(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.DeviceOffline, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) is offline")]
    private partial void LogOffline(Address device, string name);

    [LoggerMessage(EventId = HubEventIds.ObserverFailed, Level = LogLevel.Error,
        Message = "{Observer} failed on news of device {Device}")]
    private partial void LogObserverFailed(string observer, Address device, Exception cause);
}
