using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.AspNetCore;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A hub's two doors with real TLS, a real broker and a real HTTPS server, whose answers the test decides.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MqttServer _broker;
    private readonly ConcurrentDictionary<string, ConnectionContext> _lines = new();

    private readonly Acknowledger _acknowledger;

    private TestHub(WebApplication app, MqttServer broker)
    {
        _app = app;
        _broker = broker;
        _acknowledger = new Acknowledger(this);
    }

    /// <summary>Whether it acknowledges what comes, as a hub does; otherwise only the test does.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>What devices have sent, by leaf.</summary>
    public Uplink Uplink { get; } = new();

    /// <summary>Where the doors are.</summary>
    public HubDoors Doors { get; private set; } = null!;

    /// <summary>Called in the moment when a device's session begins, before its subscriptions.</summary>
    public Func<string, Task>? SessionBegins { get; set; }

    /// <param name="home">Whose hub this is.</param>
    /// <param name="mqttPort">0: a free one.</param>
    /// <param name="models">What the device door serves.</param>
    public static async Task<TestHub> StartAsync(
        TestHome home, int mqttPort = 0, RequestDelegate? models = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMqttServer(_ => { });
        builder.Services.AddMqttConnectionHandler();
        TestHub? hub = null;
        var tls = Tls(home, home.Authority.IssueServer(["127.0.0.1", "localhost"]));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, mqttPort, door =>
            {
                door.Use(next => line => hub!.TrackAsync(line, next));
                door.UseHttps(tls);
                door.UseMqtt();
            });
            kestrel.Listen(IPAddress.Loopback, 0, door =>
            {
                door.Protocols = HttpProtocols.Http1;
                door.UseHttps(tls);
            });
        });
        var app = builder.Build();
        var broker = app.Services.GetRequiredService<MqttServer>();
        hub = new TestHub(app, broker);
        broker.InterceptingPublishAsync += hub.TakeAsync;
        broker.ClientConnectedAsync += args => hub.SessionBegins?.Invoke(args.ClientId) ?? Task.CompletedTask;
        app.Run(models ?? (context => context.Response.WriteAsync("{\"models\":[]}", context.RequestAborted)));
        await broker.StartAsync();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var ports = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address).Port).ToArray();
        hub.Doors = new HubDoors(["127.0.0.1"], ports[0], ports[1]);
        return hub;
    }

    /// <summary>Sends a message to a device's subscriptions.</summary>
    public Task SendAsync<T>(Address device, string leaf, T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage => SendAsync(device, leaf, WireJson.Write(message, type));

    public Task SendAsync(Address device, string leaf, byte[] payload) => _broker.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(Message(device, leaf, payload)) { SenderClientId = "hub" },
        CancellationToken.None);

    /// <summary>Puts a message into a device's session, subscribed or not; it goes out as soon as the session runs.</summary>
    public async Task EnqueueAsync(Address device, string leaf, byte[] payload)
    {
        var session = await _broker.GetSessionAsync(device.ToString());
        Assert.True(session.TryEnqueueApplicationMessage(Message(device, leaf, payload), out _));
    }

    /// <summary>What the broker keeps for a topic; null: nothing.</summary>
    public async Task<byte[]?> RetainedAsync(Address device, string leaf) =>
        (await _broker.GetRetainedMessageAsync(new WireTopic(device, leaf).ToString()))?.Payload.ToArray();

    /// <summary>Breaks all lines as a pulled cable does.</summary>
    public void CutLines()
    {
        foreach (var line in _lines.Values)
        {
            line.Abort(new ConnectionAbortedException("cut by the test"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        CutLines();
        using var limit = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static MqttApplicationMessage Message(Address device, string leaf, byte[] payload) => new()
    {
        Topic = new WireTopic(device, leaf).ToString(),
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
    };

    private static HttpsConnectionAdapterOptions Tls(TestHome home, X509Certificate2 certificate) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (client, _, _) =>
            PeerCertificates.IsDevice(client, home.Authority.Certificate, TimeProvider.System.GetUtcNow(), out _, out _, out _),
    };

    private async Task TrackAsync(ConnectionContext line, ConnectionDelegate next)
    {
        _lines[line.ConnectionId] = line;
        try
        {
            await next(line);
        }
        finally
        {
            _lines.TryRemove(line.ConnectionId, out _);
        }
    }

    private async Task TakeAsync(InterceptingPublishEventArgs args)
    {
        if (WireTopic.TryParse(args.ApplicationMessage.Topic, out var topic) && args.ClientId == topic.Device.ToString())
        {
            var payload = args.ApplicationMessage.Payload.ToArray();
            Uplink.Add(topic.Leaf, payload);
            if (Acknowledges)
            {
                await _acknowledger.AnswerAsync(topic, payload);
            }
        }
    }
}
