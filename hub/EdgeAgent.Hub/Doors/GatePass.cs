using System.Net;
using Microsoft.AspNetCore.Connections;

namespace EdgeAgent.Hub.Doors;

/// <summary>A connection's place in the <see cref="ConnectionGate"/>; its state is guarded by the gate's lock.</summary>
internal sealed class GatePass
{
    public GatePass(ConnectionContext connection, IPAddress address)
    {
        Connection = connection;
        Address = address;
        Node = new LinkedListNode<GatePass>(this);
    }

    public ConnectionContext Connection { get; }

    public IPAddress Address { get; }

    public LinkedListNode<GatePass> Node { get; }

    public bool Settled { get; set; }

    public bool Dropped { get; set; }
}
