using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>A device with real keys and a real MQTT client.</summary>
public sealed class TestDevice : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly List<IMqttClient> _clients = [];

    public TestDevice()
    {
        Key = SigningKey.Create();
        Tls = TlsKey.LoadOrCreate(_directory.Path("tls.key"));
    }

    public SigningKey Key { get; }

    public TlsKey Tls { get; }

    public Address Address => Key.Address;

    public X509Certificate2? Certificate { get; private set; }

    public EnrolmentGrant? Grant { get; private set; }

    public string Topic(string leaf) => new WireTopic(Address, leaf).ToString();

    /// <summary>What an honest device answers to an offer.</summary>
    public EnrolmentRequest Answer(EnrolmentOffer offer)
    {
        var permit = new PairPermit(
            Address, offer.Hub, offer.HomeId, Tls.SpkiHash, offer.CaSpkiHash, offer.Transcript);
        return new EnrolmentRequest(permit, Key.Sign(TypedData.Digest(permit)), Tls.CreateRequest(Address), "test board");
    }

    public async Task EnrolAsync(HubHost hub, string name)
    {
        var enrolment = hub.Services.GetRequiredService<DeviceEnrolment>();
        var offer = enrolment.Offer();
        var outcome = await enrolment.AnswerAsync(
            offer, Answer(offer), new EnrolmentTerms(name, null, hub.DeviceDoors, DeviceEnrolment.OfferLife, null), TestContext.Current.CancellationToken);
        Grant = Assert.IsType<EnrolmentOutcome.Granted>(outcome).Grant;
        Use(Grant.Certificate);
    }

    /// <summary>Takes a certificate for this device's TLS key.</summary>
    public void Use(byte[] certificate)
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate);
        using var pair = bare.CopyWithPrivateKey(Tls.Key);
        Certificate = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Options of an honest connection; tests bend them.</summary>
    public MqttClientOptionsBuilder Options(HubHost hub, ulong bd = 1) => new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", hub.Doors.MqttTlsPort)
        .WithClientId(Address.ToString())
        .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V311)
        .WithKeepAlivePeriod(TimeSpan.FromSeconds(30))
        .WithWillTopic(Topic(Leaves.Status))
        .WithWillPayload(WireJson.Write(new DeviceStatus(Presence.Offline, bd, 0), WireJson.Default.DeviceStatus))
        .WithWillRetain()
        .WithTlsOptions(tls => tls
            .UseTls()
            .WithClientCertificates(Certificate is null ? [] : [Certificate])
            .WithCertificateValidationHandler(seen => PeerCertificates.IsHub(
                (X509Certificate2)seen.Certificate, hub.Identity.Authority.Certificate, hub.Identity.Address,
                TimeProvider.System.GetUtcNow())));

    /// <summary>Connects and subscribes, but says nothing yet.</summary>
    public async Task<IMqttClient> ConnectAsync(HubHost hub, ulong bd = 1)
    {
        var client = NewClient();
        await client.ConnectAsync(Options(hub, bd).Build(), TestContext.Current.CancellationToken);
        await client.SubscribeAsync(Topic("dn/+"), cancellationToken: TestContext.Current.CancellationToken);
        return client;
    }

    public IMqttClient NewClient()
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        return client;
    }

    /// <summary>Publishes as a device does: status, birth, capability.</summary>
    public async Task SayHelloAsync(IMqttClient client, ulong bd = 1, ulong boot = 1)
    {
        await PublishAsync(client, Leaves.Status, WireJson.Write(
            new DeviceStatus(Presence.Online, bd, 0), WireJson.Default.DeviceStatus), retain: true);
        await PublishAsync(client, Leaves.Birth, WireJson.Write(
            new DeviceBirth("1.0", "test board", boot, bd, ["chat"], []), WireJson.Default.DeviceBirth), retain: true);
        await PublishAsync(client, Leaves.Capability, WireJson.Write(
            new DeviceCapability(0.5, 1 << 20, 0, 2, []), WireJson.Default.DeviceCapability), retain: true);
    }

    public Task<MqttClientPublishResult> PublishAsync(
        IMqttClient client, string leaf, byte[] payload, bool retain = false, int qos = 1) => client.PublishAsync(
        new MqttApplicationMessageBuilder()
            .WithTopic(Topic(leaf))
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel((MQTTnet.Protocol.MqttQualityOfServiceLevel)qos)
            .Build(),
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
        Certificate?.Dispose();
        Tls.Dispose();
        Key.Dispose();
        _directory.Dispose();
        await Task.CompletedTask;
    }
}
