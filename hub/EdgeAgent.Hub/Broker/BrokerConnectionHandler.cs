using System.Collections.Concurrent;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.AspNetCore;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;

namespace EdgeAgent.Hub.Broker;

/// <summary>Takes connections from Kestrel, puts the guards around them and hands them to the MQTT server.</summary>
internal sealed partial class BrokerConnectionHandler(
    SessionSlots slots, SessionLifecycle lifecycle, TimeProvider time, ILogger<BrokerConnectionHandler> logger)
    : IMqttServerAdapter
{
    private readonly ConcurrentDictionary<BrokerChannel, ConnectionGate> _channels = new();
    private readonly ILogger<BrokerConnectionHandler> _logger = logger;
    private MqttServerOptions? _options;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Open connections, accepted or not.</summary>
    public IEnumerable<BrokerChannel> Channels => _channels.Keys;

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _options = options;
        return Task.CompletedTask;
    }

    public Task StopAsync() => Task.CompletedTask;

    public void Dispose()
    {
    }

    /// <summary>Serves one connection until it ends.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionGate gate)
    {
        if (ClientHandler is not { } serve || _options is not { } options)
        {
            return; // the hub is only starting, or stops
        }
        var guard = new FrameGuardReader(connection.Transport.Input);
        connection.Transport = new GuardedTransport(guard, connection.Transport.Output);
        var door = connection.Features.GetRequiredFeature<DoorFeature>().Door;
        var formatter = new MqttPacketFormatterAdapter(
            new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax));
        using var channel = new BrokerChannel(
            connection, door, guard, new MqttConnectionContext(formatter, connection), time);
        _channels[channel] = gate;
        using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?
            .ConnectionClosedRequested.Register(() => channel.Abort("the hub stops"));
        try
        {
            await serve(channel);
        }
        finally
        {
            await EndAsync(channel);
        }
    }

    /// <summary>The channel's client is known now.</summary>
    /// <returns>False when the connection was dropped meanwhile.</returns>
    public bool Settle(BrokerChannel channel) =>
        _channels.TryGetValue(channel, out var gate) && gate.Settle(channel.Connection);

    private async Task EndAsync(BrokerChannel channel)
    {
        _channels.TryRemove(channel, out _);
        if (channel.AbortReason is { } reason)
        {
            var client = channel.Session?.Name ?? channel.RemoteEndPoint?.ToString() ?? "unknown";
            LogEnded(channel.Door, client, reason);
        }
        try
        {
            if (channel.Session is { } session)
            {
                await lifecycle.EndAsync(session);
                slots.Release(session.ClientId, channel);
            }
        }
        finally
        {
            channel.SetEnded();
        }
    }

    [LoggerMessage(EventId = HubEventIds.ConnectionEnded, Level = LogLevel.Information,
        Message = "{Door}: connection of {Client} closed: {Reason}")]
    private partial void LogEnded(Door door, string client, string reason);
}
