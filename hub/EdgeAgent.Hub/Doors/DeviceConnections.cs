using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using Microsoft.AspNetCore.Connections;

namespace EdgeAgent.Hub.Doors;

/// <summary>The open connections of the device door, by device: one that is put out or held loses them at once, in the middle of a download too.</summary>
internal sealed class DeviceConnections
{
    private readonly ConcurrentDictionary<ConnectionContext, Address> _connections = new();

    public DeviceConnections(DeviceRegistry registry, DeviceHolds holds)
    {
        registry.Revoked += (_, gone) => Cut(gone.Device, "The device was put out of the home.");
        holds.Held += (_, held) => Cut(held.Device, "The device exists twice.");
    }

    /// <summary>From here on the connection can be cut. What was decided about its peer before must be asked again after this.</summary>
    public void Add(ConnectionContext connection, Address device) => _connections[connection] = device;

    /// <summary>The connection has ended.</summary>
    public void Remove(ConnectionContext connection) => _connections.TryRemove(connection, out _);

    private void Cut(Address device, string reason)
    {
        foreach (var (connection, owner) in _connections)
        {
            if (owner == device)
            {
                connection.Abort(new ConnectionAbortedException(reason));
            }
        }
    }
}
