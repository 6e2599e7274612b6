using System.Buffers;
using System.Net;
using System.Net.Sockets;
using EdgeAgent.Contracts;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Renewal;
using EdgeAgent.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet;

namespace EdgeAgent.Edge.Connection;

/// <summary>Keeps a session with the hub for ever: dials its hosts in order, says who is here, hands out what comes, and dials again with growing pauses when the line falls.</summary>
internal sealed partial class HubConnector(
    HubCredentials credentials,
    SigningKey key,
    HubTls tls,
    HubLine line,
    RenewalSignal renewal,
    BootId boot,
    BirthCounters counters,
    PresenceWriter presence,
    BirthWriter births,
    IEnumerable<IDownlinkHandler> handlers,
    IEnumerable<ILinkObserver> observers,
    IOptions<ConnectionOptions> options,
    TimeProvider time,
    ILogger<HubConnector> logger) : BackgroundService
{
    /// <summary>A line that held this long has proved itself: the next pause is a short one again.</summary>
    internal static readonly TimeSpan ProvenAfter = TimeSpan.FromSeconds(20);

    /// <summary>How long a stopping agent tries to say that it leaves.</summary>
    internal static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IDownlinkHandler> _handlers = handlers.ToDictionary(handler => handler.Leaf);
    private readonly ILinkObserver[] _observers = [.. observers];
    private readonly Backoff _backoff = new(
        TimeSpan.FromMilliseconds(options.Value.BackoffFirstMs), TimeSpan.FromMilliseconds(options.Value.BackoffMaxMs));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            foreach (var host in credentials.Current.Home.Doors.Hosts)
            {
                var credential = credentials.Current;
                if (await TryConnectAsync(host, stoppingToken) is { } session)
                {
                    var start = time.GetTimestamp();
                    using (session)
                    {
                        await HoldAsync(session, credential, host, stoppingToken);
                    }
                    if (time.GetElapsedTime(start) > ProvenAfter)
                    {
                        _backoff.Reset();
                    }
                    break;
                }
            }
            await line.PauseAsync(_backoff.Next(), stoppingToken);
        }
    }

    private async Task<MqttSession?> TryConnectAsync(string host, CancellationToken stoppingToken)
    {
        var door = new DnsEndPoint(host, credentials.Current.Home.Doors.MqttTlsPort);
        LogConnecting(host, door.Port);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.ConnectTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, limit.Token);
        try
        {
            counters.NextBd();
            return await MqttSession.OpenAsync(
                tls, door, key.Address, boot, presence.Will(), TimeSpan.FromSeconds(options.Value.KeepAliveSeconds), Dispatch, either.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // sockets, TLS and the MQTT library throw many types for one event: no line
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(host, door.Port, Innermost(e));
            if (IsRefusal(e))
            {
                renewal.Set(); // somebody answers there and does not let this device in: ask how it stands
            }
            return null;
        }
    }

    private async Task HoldAsync(
        MqttSession session, HubCredential credential, string host, CancellationToken stoppingToken)
    {
        line.Attach(session, credential);
        session.Listen(); // not before: a job that comes at once must find the line for its answer
        var up = false;
        try
        {
            if (await AnnounceAsync(stoppingToken))
            {
                LogUp(host, counters.Bd);
                up = true;
                foreach (var observer in _observers)
                {
                    observer.LinkUp(host);
                }
            }
            LogDown(await session.Closed.WaitAsync(stoppingToken));
            if (session.IsRedialled)
            {
                await CloseAsync(session);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await LeaveAsync(session);
            throw;
        }
        finally
        {
            line.Detach();
            if (up)
            {
                foreach (var observer in _observers)
                {
                    observer.LinkDown();
                }
            }
        }
    }

    private async Task<bool> AnnounceAsync(CancellationToken cancellationToken)
    {
        // Both are on their way before the first confirmation is awaited: one round trip instead of two.
        var status = presence.AnnounceAsync(cancellationToken).AsTask();
        var birth = line.TrySendAsync(
            Leaves.Birth, births.Write(), WireJson.Default.DeviceBirth, cancellationToken).AsTask();
        return await status & await birth;
    }

    private async Task LeaveAsync(MqttSession session)
    {
        using var limit = new CancellationTokenSource(LeaveLimit, time);
        await TryAsync(() => presence.LeaveAsync(limit.Token).AsTask());
        await CloseAsync(session);
    }

    private async Task CloseAsync(MqttSession session)
    {
        using var limit = new CancellationTokenSource(LeaveLimit, time);
        await TryAsync(() => session.LeaveAsync(limit.Token));
    }

    private async Task TryAsync(Func<Task> last)
    {
        try
        {
            await last();
        }
#pragma warning disable CA1031 // a line that breaks now says the same: the will goes out
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogDown(e.Message);
        }
    }

    private void Dispatch(MqttApplicationMessage message)
    {
        if (!WireTopic.TryParse(message.Topic, out var topic)
            || topic.Device != key.Address
            || !_handlers.TryGetValue(topic.Leaf, out var handler))
        {
            LogUnknown(message.Topic);
            return;
        }
        try
        {
            handler.Handle(message.Payload.IsSingleSegment ? message.Payload.FirstSpan : message.Payload.ToArray());
        }
        catch (WireFormatException e)
        {
            LogRefused(topic.Leaf, e.Message);
        }
#pragma warning disable CA1031 // the supervisor of the line: one message's fault must not end it
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogHandlerFailed(topic.Leaf, e);
        }
    }

    private static bool IsRefusal(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException
                or SocketException { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.Shutdown) })
            {
                return false;
            }
        }
        return true;
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }
        return e is OperationCanceledException ? "no answer in time" : e.Message;
    }

    [LoggerMessage(EventId = EdgeEventIds.LinkConnecting, Level = LogLevel.Debug, Message = "Connecting to {Host}:{Port}")]
    private partial void LogConnecting(string host, int port);

    [LoggerMessage(EventId = EdgeEventIds.LinkUp, Level = LogLevel.Information, Message = "Connected to the hub at {Host}, birth {Bd}")]
    private partial void LogUp(string host, ulong bd);

    [LoggerMessage(EventId = EdgeEventIds.LinkDown, Level = LogLevel.Warning, Message = "Connection lost: {Reason}")]
    private partial void LogDown(string reason);

    [LoggerMessage(EventId = EdgeEventIds.LinkFailed, Level = LogLevel.Warning, Message = "No connection to {Host}:{Port}: {Reason}")]
    private partial void LogFailed(string host, int port, string reason);

    [LoggerMessage(EventId = EdgeEventIds.LinkMessageRefused, Level = LogLevel.Warning, Message = "Message {Leaf} refused: {Reason}")]
    private partial void LogRefused(string leaf, string reason);

    [LoggerMessage(EventId = EdgeEventIds.LinkMessageUnknown, Level = LogLevel.Warning, Message = "Message on unknown topic {Topic} ignored")]
    private partial void LogUnknown(string topic);

    [LoggerMessage(EventId = EdgeEventIds.LinkHandlerFailed, Level = LogLevel.Error, Message = "Message {Leaf} could not be handled")]
    private partial void LogHandlerFailed(string leaf, Exception cause);
}
