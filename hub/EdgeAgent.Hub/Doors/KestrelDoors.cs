using System.Net;
using System.Net.Security;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Doors;

/// <summary>Opens the five doors on Kestrel.</summary>
internal sealed class KestrelDoors(
    IOptions<HubOptions> hub,
    DoorAddresses addresses,
    TlsDoor tls,
    DeviceCertificates devices,
    BrokerConnectionHandler broker,
    TimeProvider time,
    ILogger<ConnectionGate> gateLogger) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = DoorLimits.HttpBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = DoorLimits.RequestHeaders;

        var network = IPAddress.Parse(hub.Value.Listen);
        Open(kestrel, Door.Http, IPAddress.Loopback, hub.Value.HttpPort, Http);
        Open(kestrel, Door.Https, network, hub.Value.HttpsPort, Https);
        Open(kestrel, Door.Device, network, hub.Value.DevicePort, Devices);
        Open(kestrel, Door.MqttTls, network, hub.Value.MqttTlsPort, MqttTls);
        Open(kestrel, Door.Mqtt, IPAddress.Loopback, hub.Value.MqttPort, Mqtt);
    }

    private void Open(
        KestrelServerOptions kestrel, Door door, IPAddress address, int port, Action<ListenOptions, ConnectionGate> build) =>
        kestrel.Listen(address, port, listen =>
        {
            // Settled MQTT connections are bounded by who they are, see the broker.
            var gate = door is Door.MqttTls or Door.Mqtt
                ? new ConnectionGate(door, int.MaxValue, int.MaxValue, time, gateLogger)
                : new ConnectionGate(
                    door, DoorLimits.HttpConnections, DoorLimits.HttpConnectionsPerAddress, time, gateLogger);
            listen.Use(gate.Enter);
            build(listen, gate);
            addresses.Add(door, listen);
        });

    private static void Http(ListenOptions listen, ConnectionGate gate)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => gate.Settle(connection) ? next(connection) : Task.CompletedTask);
    }

    private void Https(ListenOptions listen, ConnectionGate gate)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        tls.Use(listen, ClientCertificates.None, SslApplicationProtocol.Http2, SslApplicationProtocol.Http11);
        listen.Use(next => connection => gate.Settle(connection) ? next(connection) : Task.CompletedTask);
    }

    private void Devices(ListenOptions listen, ConnectionGate gate)
    {
        // One request at a time: a stranger gets no streams.
        listen.Protocols = HttpProtocols.Http1;
        tls.Use(listen, ClientCertificates.Optional, SslApplicationProtocol.Http11);
        listen.Use(next => async connection =>
        {
            if (connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is not { } certificate)
            {
                await ServeStrangerAsync(connection, next);
            }
            else if (await devices.AdmitAsync(certificate, connection.ConnectionClosed) is { } peer
                && gate.Settle(connection))
            {
                connection.Features.Set(peer);
                await next(connection);
            }
        });
    }

    /// <summary>A stranger stays one to the gate, which drops the oldest first, and its time is limited whatever it does.</summary>
    private async Task ServeStrangerAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Features.Set(new DoorFeature(Door.Pairing));
        using var limit = new CancellationTokenSource(DoorLimits.StrangerConnection, time);
        await using var end = limit.Token.Register(
            () => connection.Abort(new ConnectionAbortedException("A stranger's time is over.")));
        await next(connection);
    }

    private void MqttTls(ListenOptions listen, ConnectionGate gate)
    {
        listen.Protocols = HttpProtocols.Http1;
        tls.Use(listen, ClientCertificates.Required);
        listen.Run(connection => broker.RunAsync(connection, gate));
    }

    private void Mqtt(ListenOptions listen, ConnectionGate gate)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Run(connection => broker.RunAsync(connection, gate));
    }
}
