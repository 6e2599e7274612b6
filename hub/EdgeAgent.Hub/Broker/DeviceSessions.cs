using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Broker;

/// <summary>The connected devices, and the way to them.</summary>
internal sealed class DeviceSessions : IDeviceLink
{
    private readonly ConcurrentDictionary<Address, DeviceSession> _sessions = new();

    /// <summary>Connected devices.</summary>
    public int Count => _sessions.Count;

    /// <summary>The connected devices.</summary>
    public IEnumerable<Address> All => _sessions.Keys;

    public DeviceSession? Find(Address device) => _sessions.GetValueOrDefault(device);

    /// <summary>From here on messages reach this session. There is no other one: a takeover waits for the end of the old one.</summary>
    public void Add(DeviceSession session) => _sessions[session.Device] = session;

    public void Remove(DeviceSession session) =>
        _sessions.TryRemove(new KeyValuePair<Address, DeviceSession>(session.Device, session));

    public ValueTask<bool> TrySendAsync<T>(
        Address device, string leaf, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        if (Find(device) is not { } session)
        {
            return ValueTask.FromResult(false);
        }
        return session.SendAsync(DownTopic(device, leaf), Payload(message, type), cancellationToken);
    }

    /// <exception cref="ArgumentException">Not a downward leaf.</exception>
    internal static string DownTopic(Address device, string leaf) => Leaves.Find(leaf) is { Direction: LeafDirection.Down }
        ? new WireTopic(device, leaf).ToString()
        : throw new ArgumentException($"'{leaf}' is no downward leaf.", nameof(leaf));

    /// <exception cref="ArgumentException">Larger than a device takes.</exception>
    internal static byte[] Payload<T>(T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        var payload = WireJson.Write(message, type);
        return payload.Length <= WireLimits.MessageBytes
            ? payload
            : throw new ArgumentException(
                $"{typeof(T).Name} has {payload.Length} bytes; at most {WireLimits.MessageBytes} are allowed.",
                nameof(message));
    }
}
