using System.Buffers;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeAgent.Hub.Broker;

/// <summary>The embedded MQTT broker: takes what devices send, refuses what nobody may, and dispatches nothing by itself.</summary>
/// <remarks>
/// The MQTT server underneath keeps the protocol. Messages never go through its dispatcher or its subscription tables:
/// what a device sends is for the hub, what the hub sends goes straight to the one session, and integrations are served
/// by <see cref="DevicePublications"/>. So no fault in a topic filter can show one client another one's messages.
/// </remarks>
internal sealed partial class BrokerService : BackgroundService
{
    private const string SessionItem = "session";
    private static readonly TimeSpan s_watchPeriod = TimeSpan.FromSeconds(1);

    private readonly BrokerConnectionHandler _connections;
    private readonly ConnectPolicy _policy;
    private readonly SessionSlots _slots;
    private readonly SessionLifecycle _lifecycle;
    private readonly DeviceSessions _sessions;
    private readonly DevicePublications _publications;
    private readonly DeviceRegistry _registry;
    private readonly DeviceHolds _holds;
    private readonly CopyWatch _copies;
    private readonly TimeProvider _time;
    private readonly ILogger<BrokerService> _logger;
    private readonly MqttServer _server;
    private readonly CancellationTokenSource _stopping = new();

    public BrokerService(
        BrokerConnectionHandler connections,
        ConnectPolicy policy,
        SessionSlots slots,
        SessionLifecycle lifecycle,
        DeviceSessions sessions,
        DevicePublications publications,
        DeviceRegistry registry,
        DeviceHolds holds,
        CopyWatch copies,
        TimeProvider time,
        ILogger<BrokerService> logger)
    {
        (_connections, _policy, _slots, _lifecycle) = (connections, policy, slots, lifecycle);
        (_sessions, _publications, _registry, _time, _logger) = (sessions, publications, registry, time, logger);
        (_holds, _copies) = (holds, copies);
        var options = new MqttServerOptions
        {
            DefaultCommunicationTimeout = BrokerLimits.Communication,
            EnablePersistentSessions = false,
        };
        _server = new MqttServerFactory().CreateMqttServer(options, [connections], new MqttNetNullLogger());
        _server.ValidatingConnectionAsync += ValidateAsync;
        _server.ClientConnectedAsync += connected => connected.SessionItems[SessionItem] is BrokerSession session
            ? _lifecycle.BeginAsync(session, _stopping.Token)
            : Task.CompletedTask;
        _server.InterceptingPublishAsync += PublishAsync;
        _server.InterceptingSubscriptionAsync += SubscribeAsync;
        _server.InterceptingUnsubscriptionAsync += Unsubscribe;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _publications.Restore();
        _registry.Revoked += Revoke;
        _holds.Held += Hold;
        await _server.StartAsync();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _registry.Revoked -= Revoke;
        _holds.Held -= Hold;
        await _stopping.CancelAsync();
        foreach (var channel in _connections.Channels)
        {
            channel.Abort("the hub stops");
        }
        await _server.StopAsync(new MqttServerStopOptions());
    }

    public override void Dispose()
    {
        _server.Dispose();
        _stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_watchPeriod, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var channel in _connections.Channels)
            {
                channel.CheckAlive();
                if (channel.Session is DeviceSession device && _time.GetUtcNow() > device.Peer.NotAfter)
                {
                    channel.Abort("its certificate has ended");
                }
            }
        }
    }

    private async Task ValidateAsync(ValidatingConnectionEventArgs connecting)
    {
        var channel = (BrokerChannel)connecting.ChannelAdapter;
        var outcome = await _policy.DecideAsync(channel, connecting.CancellationToken);
        if (outcome is ConnectOutcome.Accepted { Session: DeviceSession newcomer }
            && await _copies.IsCopyAsync(newcomer, connecting.CancellationToken))
        {
            outcome = new ConnectOutcome.Refused(
                MqttConnectReasonCode.NotAuthorized, "it is a second copy of a device that is connected");
        }
        if (outcome is ConnectOutcome.Accepted accepted)
        {
            if (await _slots.TryClaimAsync(accepted.Session.ClientId, channel, connecting.CancellationToken))
            {
                channel.Accept(accepted.Session);
                connecting.SessionItems[SessionItem] = accepted.Session;
                if (_connections.Settle(channel))
                {
                    return;
                }
            }
            outcome = new ConnectOutcome.Refused(
                MqttConnectReasonCode.ServerBusy, "the connection before with the same id has not ended yet");
        }
        var refused = (ConnectOutcome.Refused)outcome;
        connecting.ReasonCode = refused.Code;
        LogRefused(channel.Door, connecting.RemoteEndPoint?.ToString() ?? "unknown", refused.Reason);
    }

    private async Task PublishAsync(InterceptingPublishEventArgs publishing)
    {
        publishing.ProcessPublish = false;
        var message = publishing.ApplicationMessage;
        var session = (BrokerSession)publishing.SessionItems[SessionItem]!;
        if (TopicRules.Fault(message.Topic ?? "") is { } fault)
        {
            publishing.Response.ReasonCode = MqttPubAckReasonCode.TopicNameInvalid;
            session.Channel.Abort(fault);
            return;
        }
        if (session is not DeviceSession device || TopicRules.Write(device.Device, message.Topic!) is not { } rule)
        {
            publishing.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            if (session.RefusedTopic())
            {
                LogTopicRefused(session.Name, "publish to", message.Topic!);
            }
            return;
        }
        if (message.Payload.Length > WireLimits.MessageBytes)
        {
            publishing.Response.ReasonCode = MqttPubAckReasonCode.QuotaExceeded;
            session.Channel.Abort($"a message has {message.Payload.Length} bytes; at most {WireLimits.MessageBytes} are allowed");
            return;
        }
        // The payload is the packet's own copy, not Kestrel's buffer: it may be kept.
        var payload = message.Payload.IsSingleSegment ? message.Payload.First : message.Payload.ToArray();
        if (!await device.TakeAsync(new UplinkMessage(rule, payload), _time, _stopping.Token))
        {
            session.Channel.Abort("its messages could not be handled in time");
        }
    }

    private Task SubscribeAsync(InterceptingSubscriptionEventArgs subscribing)
    {
        // Never in the server's own tables, see the remarks of this class.
        subscribing.ProcessSubscription = false;
        var session = (BrokerSession)subscribing.SessionItems[SessionItem]!;
        var filter = subscribing.TopicFilter.Topic ?? "";
        var granted = session switch
        {
            DeviceSession device => TopicRules.MayRead(device.Device, filter),
            IntegrationSession integration => TopicRules.IntegrationMayRead(filter) && integration.AddFilter(filter),
            _ => false,
        };
        if (!granted)
        {
            subscribing.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            if (session.RefusedTopic())
            {
                LogTopicRefused(session.Name, "subscribe to", filter);
            }
            return Task.CompletedTask;
        }
        subscribing.Response.ReasonCode = session is DeviceSession
            && subscribing.TopicFilter.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce
                ? MqttSubscribeReasonCode.GrantedQoS1
                : MqttSubscribeReasonCode.GrantedQoS0;
        if (session is IntegrationSession reader)
        {
            _publications.Replay(reader, filter);
        }
        return Task.CompletedTask;
    }

    private static Task Unsubscribe(InterceptingUnsubscriptionEventArgs unsubscribing)
    {
        if (unsubscribing.SessionItems[SessionItem] is IntegrationSession session
            && session.RemoveFilter(unsubscribing.Topic))
        {
            unsubscribing.Response.ReasonCode = MqttUnsubscribeReasonCode.Success;
        }
        return Task.CompletedTask;
    }

    private void Revoke(object? sender, DeviceRevokedEventArgs revoked)
    {
        _sessions.Find(revoked.Device)?.Channel.Abort("the device was put out of the home");
        _publications.Forget(revoked.Device);
    }

    private void Hold(object? sender, DeviceRevokedEventArgs held) =>
        _sessions.Find(held.Device)?.Channel.Abort("the device exists twice");

    [LoggerMessage(EventId = HubEventIds.ConnectionRefused, Level = LogLevel.Warning,
        Message = "{Door}: client at {Address} was refused: {Reason}")]
    private partial void LogRefused(Doors.Door door, string address, string reason);

    [LoggerMessage(EventId = HubEventIds.TopicRefused, Level = LogLevel.Warning,
        Message = "{Client} may not {Action} {Topic}")]
    private partial void LogTopicRefused(string client, string action, string topic);
}
