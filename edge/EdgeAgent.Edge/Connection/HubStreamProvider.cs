using System.Net;
using MQTTnet.Channel;

namespace EdgeAgent.Edge.Connection;

/// <summary>Gives the MQTT client its line: <see cref="HubTls"/> dials and authenticates, so MQTT and HTTPS trust by one rule.</summary>
internal sealed class HubStreamProvider(HubTls tls) : IMqttClientStreamProvider
{
    /// <inheritdoc/>
    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken) =>
        await tls.ConnectAsync((DnsEndPoint)brokerEndPoint, cancellationToken);
}
