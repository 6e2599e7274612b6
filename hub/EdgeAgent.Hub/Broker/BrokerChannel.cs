using System.Net;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Adapter;
using MQTTnet.AspNetCore;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Broker;

/// <summary>One connection of the broker: passes packets between Kestrel and the MQTT server, and holds the client to its limits.</summary>
internal sealed class BrokerChannel : IMqttChannelAdapter
{
    private readonly MqttConnectionContext _inner;
    private readonly FrameGuardReader _guard;
    private readonly TimeProvider _time;
    private readonly RateLimit _rate;
    private readonly SemaphoreSlim _answers = new(BrokerLimits.UnsentAnswers);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _sending = new();
    private int _sendsInProgress;
    private long _sendingSince;
    private long _lastReceived;
    private string? _abortReason;

    public BrokerChannel(
        ConnectionContext connection, Door door, FrameGuardReader guard, MqttConnectionContext inner, TimeProvider time)
    {
        Connection = connection;
        Door = door;
        _guard = guard;
        _inner = inner;
        _time = time;
        _rate = new RateLimit(time);
        _lastReceived = time.GetTimestamp();
    }

    public ConnectionContext Connection { get; }

    public Door Door { get; }

    /// <summary>The client's first packet; null before it has come.</summary>
    public MqttConnectPacket? Connect { get; private set; }

    /// <summary>Who it is; null before the CONNECT was accepted.</summary>
    public BrokerSession? Session { get; private set; }

    /// <summary>Ends when the connection and all that hangs on it is gone.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Why the hub ended it; null when it did not.</summary>
    public string? AbortReason => Volatile.Read(ref _abortReason);

    public long BytesReceived => _inner.BytesReceived;

    public long BytesSent => _inner.BytesSent;

    public X509Certificate2? ClientCertificate => _inner.ClientCertificate;

    public EndPoint? RemoteEndPoint => _inner.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _inner.LocalEndPoint;

    public bool IsSecureConnection => _inner.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => _inner.PacketFormatterAdapter;

    /// <summary>The CONNECT is accepted: from here on it is this session's connection.</summary>
    public void Accept(BrokerSession session)
    {
        Session = session;
        _guard.Accept();
    }

    /// <summary>Ends the connection at once; the first reason counts.</summary>
    public void Abort(string reason)
    {
        if (Interlocked.CompareExchange(ref _abortReason, reason, null) is null)
        {
            Connection.Abort(new ConnectionAbortedException(reason));
        }
    }

    public void SetEnded() => _ended.TrySetResult();

    /// <summary>Aborts a connection whose peer has stopped reading or fallen silent. Called about once a second.</summary>
    public void CheckAlive()
    {
        lock (_sending)
        {
            if (_sendsInProgress > 0 && _time.GetElapsedTime(_sendingSince) > BrokerLimits.SendStall)
            {
                Abort("it does not read");
                return;
            }
        }
        var keepAlive = TimeSpan.FromSeconds(1.5 * (Connect?.KeepAlivePeriod ?? 0)); // MQTT 3.1.1, 3.1.2.10
        var silence = keepAlive > TimeSpan.Zero && keepAlive < BrokerLimits.LongestSilence
            ? keepAlive
            : BrokerLimits.LongestSilence;
        if (_time.GetElapsedTime(Volatile.Read(ref _lastReceived)) > silence)
        {
            Abort("it has fallen silent");
        }
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => _inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => _inner.DisconnectAsync(cancellationToken);

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        try
        {
            var packet = await _inner.ReceivePacketAsync(cancellationToken);
            Volatile.Write(ref _lastReceived, _time.GetTimestamp());
            switch (packet)
            {
                case MqttConnectPacket connect:
                    Connect ??= connect;
                    break;
                case MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.ExactlyOnce }
                    or MqttPubRecPacket or MqttPubRelPacket or MqttPubCompPacket:
                    throw new ClientFaultException("it uses QoS 2");
                case MqttPublishPacket { TopicAlias: not 0 }:
                    throw new ClientFaultException("it uses a topic alias, which the hub does not offer");
                case MqttPubAckPacket acknowledgement:
                    Session?.Acknowledged(acknowledgement.PacketIdentifier);
                    break;
                case MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.AtLeastOnce }
                    or MqttSubscribePacket or MqttUnsubscribePacket or MqttPingReqPacket:
                    await _answers.WaitAsync(cancellationToken);
                    break;
            }
            if (_rate.Charge(BytesReceived) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken);
            }
            return packet;
        }
        catch (ClientFaultException e)
        {
            Abort(e.Message);
            throw;
        }
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttPubAckPacket or MqttSubAckPacket or MqttUnsubAckPacket or MqttPingRespPacket)
        {
            _answers.Release();
        }
        lock (_sending)
        {
            if (_sendsInProgress++ == 0)
            {
                _sendingSince = _time.GetTimestamp();
            }
        }
        try
        {
            await _inner.SendPacketAsync(packet, cancellationToken);
        }
        finally
        {
            lock (_sending)
            {
                _sendsInProgress--;
                _sendingSince = _time.GetTimestamp(); // one of them got through: the peer reads
            }
        }
    }

    public void ResetStatistics() => _inner.ResetStatistics();

    public void Dispose()
    {
        _inner.Dispose();
        _answers.Dispose();
    }
}
