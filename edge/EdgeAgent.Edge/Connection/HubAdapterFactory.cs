using System.Net;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;

namespace EdgeAgent.Edge.Connection;

/// <summary>Puts the MQTT client of the library on a <see cref="HubChannel"/>.</summary>
internal sealed class HubAdapterFactory(HubTls tls, DnsEndPoint door) : IMqttClientAdapterFactory
{
    /// <inheritdoc/>
    public IMqttChannelAdapter CreateClientAdapter(
        MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger)
    {
        var formatter = new MqttPacketFormatterAdapter(
            options.ProtocolVersion, new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax));
#pragma warning disable CA2000 // the adapter disposes its channel
        return new MqttChannelAdapter(new HubChannel(tls, door), formatter, logger)
#pragma warning restore CA2000
        {
            AllowPacketFragmentation = false, // one write a packet: one TLS record, one segment on the wire
        };
    }
}
