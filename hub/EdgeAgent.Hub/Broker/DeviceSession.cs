using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Broker;

/// <summary>A connected device: what it has sent and waits for its handlers, and the way to it.</summary>
/// <remarks>
/// The hub writes straight to the connection, in QoS 0: TCP keeps the order, and what the link loses the job stream
/// sends again. QoS 1 is for the outbox, which wants to know what has arrived.
/// </remarks>
internal sealed class DeviceSession(DevicePeer peer, BootId boot, BrokerChannel channel) : BrokerSession(peer.Device.ToString(), channel)
{
    private readonly Channel<UplinkMessage> _uplink = System.Threading.Channels.Channel.CreateBounded<UplinkMessage>(
        new BoundedChannelOptions(BrokerLimits.UplinkMessages) { SingleReader = true });

    private readonly ConcurrentDictionary<ushort, TaskCompletionSource> _unacknowledged = new();
    private long _waitingBytes;
    private int _packetIdentifier;

    public DevicePeer Peer { get; } = peer;

    public Address Device => Peer.Device;

    /// <summary>The run of the agent.</summary>
    public BootId Boot { get; } = boot;

    public override string Name { get; } = peer.Device.ToString();

    /// <summary>What the device has sent, in order; ends with the session.</summary>
    public ChannelReader<UplinkMessage> Uplink => _uplink.Reader;

    /// <summary>Queues a message for its handler; waits while the queue is full, and so stops reading from the device.</summary>
    /// <returns>False when the handlers are hopelessly behind.</returns>
    public async ValueTask<bool> TakeAsync(UplinkMessage message, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_uplink.Writer.TryWrite(message))
        {
            return true;
        }
        using var stalled = new CancellationTokenSource(BrokerLimits.UplinkStall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
        try
        {
            await _uplink.Writer.WriteAsync(message, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested)
        {
            return false;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>No more messages come.</summary>
    public void EndUplink() => _uplink.Writer.TryComplete();

    /// <summary>Writes a message to the device.</summary>
    /// <returns>False when the connection is gone or the device does not read.</returns>
    public ValueTask<bool> SendAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        WriteAsync(Packet(topic, payload), payload.Length, cancellationToken);

    /// <summary>Writes a message and waits until the device has acknowledged it.</summary>
    /// <returns>False when the connection ended first.</returns>
    public async Task<bool> DeliverAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var packet = Packet(topic, payload);
        packet.QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce;
        packet.PacketIdentifier = (ushort)((Interlocked.Increment(ref _packetIdentifier) % ushort.MaxValue) + 1);
        var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _unacknowledged[packet.PacketIdentifier] = acknowledged;
        try
        {
            if (!await WriteAsync(packet, payload.Length, cancellationToken))
            {
                return false;
            }
            await Task.WhenAny(acknowledged.Task, Channel.Ended).WaitAsync(cancellationToken);
            return acknowledged.Task.IsCompletedSuccessfully;
        }
        finally
        {
            _unacknowledged.TryRemove(packet.PacketIdentifier, out _);
        }
    }

    public override void Acknowledged(ushort packetIdentifier)
    {
        if (_unacknowledged.TryGetValue(packetIdentifier, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    private async ValueTask<bool> WriteAsync(
        MQTTnet.Packets.MqttPublishPacket packet, int bytes, CancellationToken cancellationToken)
    {
        if (Channel.AbortReason is not null)
        {
            return false;
        }
        if (Interlocked.Add(ref _waitingBytes, bytes) > BrokerLimits.DownlinkBytes)
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            Channel.Abort("it does not read");
            return false;
        }
        try
        {
            await Channel.SendPacketAsync(packet, cancellationToken);
            return Channel.AbortReason is null;
        }
        catch (Exception e) when (e is MqttCommunicationException or ConnectionAbortedException
            or ConnectionResetException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            return false; // the connection ended under our hands; its end is logged where it is noticed
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
        }
    }
}
