using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Doors;

/// <summary>Counts a door's connections before any work is done for them.</summary>
/// <remarks>
/// A connection is unknown until the door's protocol has settled who it is. Unknown ones are few, and the oldest makes
/// room: an honest peer is known within milliseconds, a flood only pushes out itself.
/// </remarks>
internal sealed partial class ConnectionGate(
    Door door, int settledLimit, int settledPerAddress, TimeProvider time, ILogger<ConnectionGate> logger)
{
    private static readonly TimeSpan s_logEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly LinkedList<GatePass> _unknown = new();
    private readonly Dictionary<IPAddress, int> _unknownPerAddress = [];
    private readonly Dictionary<IPAddress, int> _settledPerAddress = [];
    private readonly ILogger<ConnectionGate> _logger = logger;
    private DateTimeOffset _nextLog;
    private int _settled;
    private long _dropped;

    /// <summary>Connections that were dropped for want of room, since the start.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>The middleware that goes before everything else, TLS included.</summary>
    public ConnectionDelegate Enter(ConnectionDelegate next) => async connection =>
    {
        var pass = Admit(connection);
        connection.Features.Set(pass);
        connection.Features.Set(new DoorFeature(door));
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(pass);
        }
    };

    /// <summary>Says that the connection's peer is known now.</summary>
    /// <returns>False when the door is full; the connection is closed then.</returns>
    public bool Settle(ConnectionContext connection)
    {
        var pass = connection.Features.GetRequiredFeature<GatePass>();
        lock (_lock)
        {
            if (pass.Node.List is null)
            {
                return !pass.Dropped;
            }
            Forget(pass);
            var fromHere = _settledPerAddress.GetValueOrDefault(pass.Address);
            if (_settled < settledLimit && (fromHere < settledPerAddress || IPAddress.IsLoopback(pass.Address)))
            {
                _settled++;
                _settledPerAddress[pass.Address] = fromHere + 1;
                pass.Settled = true;
                return true;
            }
        }
        Drop(pass);
        return false;
    }

    private GatePass Admit(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var pass = new GatePass(connection, address);
        GatePass? tooMany = null;
        lock (_lock)
        {
            var fromHere = _unknownPerAddress.GetValueOrDefault(address);
            if (fromHere >= DoorLimits.UnknownPeersPerAddress)
            {
                tooMany = _unknown.First(other => other.Address.Equals(address));
            }
            else if (_unknown.Count >= DoorLimits.UnknownPeers)
            {
                tooMany = _unknown.First!.Value;
            }
            if (tooMany is not null)
            {
                Forget(tooMany);
            }
            _unknownPerAddress[address] = _unknownPerAddress.GetValueOrDefault(address) + 1;
            _unknown.AddLast(pass.Node);
        }
        if (tooMany is not null)
        {
            Drop(tooMany);
        }
        return pass;
    }

    private void Leave(GatePass pass)
    {
        lock (_lock)
        {
            if (pass.Node.List is not null)
            {
                Forget(pass);
            }
            else if (pass.Settled)
            {
                _settled--;
                Decrement(_settledPerAddress, pass.Address);
            }
        }
    }

    private void Forget(GatePass pass)
    {
        _unknown.Remove(pass.Node);
        Decrement(_unknownPerAddress, pass.Address);
    }

    private static void Decrement(Dictionary<IPAddress, int> counts, IPAddress address)
    {
        if (--counts[address] == 0)
        {
            counts.Remove(address);
        }
    }

    private void Drop(GatePass pass)
    {
        pass.Dropped = true;
        pass.Connection.Abort(new ConnectionAbortedException("The door is full."));
        var dropped = Interlocked.Increment(ref _dropped);
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (now < _nextLog)
            {
                return;
            }
            _nextLog = now + s_logEvery;
        }
        LogFull(door, pass.Address, dropped);
    }

    [LoggerMessage(EventId = HubEventIds.ConnectionsFull, Level = LogLevel.Warning,
        Message = "Door {Door}: too many connections, last one from {Address}; {Dropped} dropped since the start")]
    private partial void LogFull(Door door, IPAddress address, long dropped);
}
