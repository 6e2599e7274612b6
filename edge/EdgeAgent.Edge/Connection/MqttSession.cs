using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeAgent.Edge.Connection;

/// <summary>One MQTT 3.1.1 session from CONNECT to its end. Always clean: what must survive is kept by this agent and by the hub, never by a broker.</summary>
internal sealed class MqttSession : IDisposable
{
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<bool> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttSession(IMqttClient client)
    {
        Client = client;
        client.DisconnectedAsync += args =>
        {
            Close(args.ReasonString ?? args.Exception?.Message ?? args.Reason.ToString());
            return Task.CompletedTask;
        };
    }

    /// <summary>The client; connected until <see cref="Closed"/> ends.</summary>
    public IMqttClient Client { get; }

    /// <summary>Ends with the reason in words.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Whether the session ended because this agent wants another one.</summary>
    public bool IsRedialled { get; private set; }

    /// <summary>Opens a session and subscribes to all that the hub may send.</summary>
    /// <param name="tls">Dials.</param>
    /// <param name="door">The MQTT door.</param>
    /// <param name="device">This device, also the client id.</param>
    /// <param name="boot">This run of the agent, as user name: it tells a copy of this card from this device.</param>
    /// <param name="will">What the broker says when the line breaks.</param>
    /// <param name="keepAlive">See <see cref="ConnectionOptions.KeepAliveSeconds"/>.</param>
    /// <param name="received">Takes messages, none before <see cref="Listen"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MqttSession> OpenAsync(
        HubTls tls,
        DnsEndPoint door,
        Address device,
        BootId boot,
        DeviceStatus will,
        TimeSpan keepAlive,
        Action<MqttApplicationMessage> received,
        CancellationToken cancellationToken)
    {
        var client = new MqttClient(new HubAdapterFactory(tls, door), MqttNetNullLogger.Instance);
        var session = new MqttSession(client);
        client.ApplicationMessageReceivedAsync += async args =>
        {
            if (await session._listening.Task)
            {
                received(args.ApplicationMessage);
            }
        };
        try
        {
            var options = Options(door, device, boot, will, keepAlive);
            var result = await client.ConnectAsync(options, cancellationToken);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new LinkRefusedException($"The hub refuses the session: {result.ResultCode}.");
            }
            await client.SubscribeAsync(Subscriptions(device), cancellationToken);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>From here on messages are taken, those first that came before. The caller can be answered now.</summary>
    public void Listen() => _listening.TrySetResult(true);

    /// <summary>Says goodbye, so that the broker forgets the will.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken) =>
        await Client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken);

    /// <summary>Ends the session: the line is no good any more.</summary>
    public void Break() => Close("a message could not be sent");

    /// <summary>Ends the session in order, for another one with a new certificate.</summary>
    public void Redial()
    {
        IsRedialled = true;
        Close("the certificate is new");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close("disposed");
        _listening.TrySetResult(false);
        Client.Dispose();
    }

    private void Close(string reason) => _closed.TrySetResult(reason);

    private static MqttClientOptions Options(
        DnsEndPoint door, Address device, BootId boot, DeviceStatus will, TimeSpan keepAlive) => new()
        {
            ClientId = device.ToString(),
            Credentials = new MqttClientCredentials(boot.ToString()),
            ProtocolVersion = MqttProtocolVersion.V311,
            CleanSession = true,
            KeepAlivePeriod = keepAlive,
            WillTopic = new WireTopic(device, Leaves.Status).ToString(),
            WillPayload = WireJson.Write(will, WireJson.Default.DeviceStatus),
            WillQualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            WillRetain = true,
            ChannelOptions = new MqttClientTcpOptions { RemoteEndpoint = door }, // the factory has made the channel
        };

    private static MqttClientSubscribeOptions Subscriptions(Address device)
    {
        var options = new MqttClientSubscribeOptions();
        foreach (var rule in Leaves.Rules)
        {
            if (rule.Direction == LeafDirection.Down)
            {
                options.TopicFilters.Add(new MQTTnet.Packets.MqttTopicFilter
                {
                    Topic = new WireTopic(device, rule.Leaf).ToString(),
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                });
            }
        }
        return options;
    }
}
