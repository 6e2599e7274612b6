using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>Devices without a broker: messages pass as bytes, through the same parsing as on the wire.</summary>
internal sealed class ScriptedHome : IDeviceLink, IDeviceDirectory, IDeviceOutbox
{
    private readonly ConcurrentDictionary<Address, ScriptedDevice> _devices = new();

    /// <summary>What was kept for devices that are away.</summary>
    public ConcurrentQueue<(Address Device, string Leaf, IWireMessage Message, DateTimeOffset Expires)> Kept { get; }
        = new();

    public IReadOnlyList<IUplinkHandler> Handlers { get; set; } = [];

    public IReadOnlyList<IDeviceObserver> Observers { get; set; } = [];

    /// <summary>A device whose key follows from one character.</summary>
    public ScriptedDevice Add(char name, ModelDigest model)
    {
        var device = new ScriptedDevice(
            this, SigningKey.FromBytes([.. Enumerable.Repeat((byte)name, Bytes32.SizeBytes)]), model);
        _devices[device.Id] = device;
        return device;
    }

    public ValueTask<bool> TrySendAsync<T>(
        Address device, string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        if (!_devices.TryGetValue(device, out var target) || !target.Online)
        {
            return ValueTask.FromResult(false);
        }
        return ReceiveAsync(target, leaf, WireJson.Write(message, type));
    }

    private static async ValueTask<bool> ReceiveAsync(ScriptedDevice target, string leaf, byte[] payload)
    {
        await target.ReceiveAsync(leaf, payload);
        return true;
    }

    public Task<bool> KeepAsync<T>(
        Address device, string leaf, T message, JsonTypeInfo<T> type, DateTimeOffset expires,
        CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        Kept.Enqueue((device, leaf, message, expires));
        return Task.FromResult(true);
    }

    public IReadOnlyList<DeviceView> List() => [.. _devices.Values.Select(d => d.View)];

    public DeviceView? Find(Address device) => _devices.TryGetValue(device, out var found) ? found.View : null;

    public async Task UplinkAsync(ScriptedDevice device, string leaf, byte[] payload)
    {
        var handler = Handlers.Single(h => h.Leaf == leaf);
        await handler.HandleAsync(device.Id, payload, CancellationToken.None);
    }

    public void Observe(Action<IDeviceObserver> tell)
    {
        foreach (var observer in Observers)
        {
            tell(observer);
        }
    }
}
