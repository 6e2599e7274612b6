using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeAgent.Benchmarks.ManyDevices;

/// <summary>A device's MQTT side: connects by mutual TLS and reports its capability every second.</summary>
internal sealed class SimulatedDevice(Address id, EnrolmentGrant grant, byte[] tlsKeyPkcs8)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Talks until it is told to stop.</summary>
    public async Task TalkAsync(int port, CancellationToken cancellationToken)
    {
        using var certificate = LoadCertificate();
        using var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            await client.ConnectAsync(Options(port, certificate), cancellationToken);
            await PublishAsync(
                client, Leaves.Status, WireJson.Write(new DeviceStatus(Presence.Online, 1, 0), WireJson.Default.DeviceStatus), cancellationToken);
            await PublishAsync(
                client,
                Leaves.Birth,
                WireJson.Write(new DeviceBirth("benchmark", "simulated", 1, 1, ["chat"], []), WireJson.Default.DeviceBirth),
                cancellationToken);
            using var timer = new PeriodicTimer(s_period);
            do
            {
                var capability = new DeviceCapability(0.5, 1_000_000_000, 0, 8, [], 40 + (Sent % 10));
                await PublishAsync(
                    client,
                    Leaves.Capability,
                    WireJson.Write(capability, WireJson.Default.DeviceCapability),
                    cancellationToken);
                Interlocked.Increment(ref _sent);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // the measurement is over
        }
    }

    private X509Certificate2 LoadCertificate()
    {
        using var leaf = X509CertificateLoader.LoadCertificate(grant.Certificate);
        using var signing = LoadKey();
        using var joined = leaf.CopyWithPrivateKey(signing);
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), password: null);
    }

    private System.Security.Cryptography.ECDsa LoadKey()
    {
        var signing = System.Security.Cryptography.ECDsa.Create();
        signing.ImportPkcs8PrivateKey(tlsKeyPkcs8, out _);
        return signing;
    }

    private MqttClientOptions Options(int port, X509Certificate2 certificate) => new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", port)
        .WithClientId(id.ToString())
        .WithProtocolVersion(MqttProtocolVersion.V311)
        .WithTlsOptions(tls => tls
            .WithClientCertificates([certificate])
            .WithCertificateValidationHandler(_ => true)) // the hub is our own; what it costs is measured, not trust
        .Build();

    private async Task PublishAsync(IMqttClient client, string leaf, byte[] payload, CancellationToken cancellationToken) =>
        await client.PublishAsync(
            new MqttApplicationMessageBuilder()
                .WithTopic(new WireTopic(id, leaf).ToString())
                .WithPayload(payload)
                .WithRetainFlag()
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .Build(),
            cancellationToken);
}
