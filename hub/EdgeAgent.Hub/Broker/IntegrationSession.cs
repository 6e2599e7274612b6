using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeAgent.Hub.Integrations;
using MQTTnet;
using MQTTnet.Packets;

namespace EdgeAgent.Hub.Broker;

/// <summary>A connected integration: it hears what its filters match and its rights allow, and says nothing.</summary>
internal sealed class IntegrationSession(IntegrationAccount account, string clientId, BrokerChannel channel)
    : BrokerSession(clientId, channel)
{
    private readonly Channel<MqttPublishPacket> _outbound =
        System.Threading.Channels.Channel.CreateBounded<MqttPublishPacket>(
            new BoundedChannelOptions(BrokerLimits.IntegrationMessages) { SingleReader = true });

    private readonly ConcurrentDictionary<string, byte> _filters = new(StringComparer.Ordinal);

    public override string Name { get; } = account.Name;

    /// <returns>False when it has too many filters already.</returns>
    public bool AddFilter(string filter)
    {
        if (_filters.Count >= BrokerLimits.IntegrationFilters && !_filters.ContainsKey(filter))
        {
            return false;
        }
        _filters[filter] = 0;
        return true;
    }

    public bool RemoveFilter(string filter) => _filters.TryRemove(filter, out _);

    /// <summary>Queues a message where a filter matches; an integration that has fallen too far behind is disconnected.</summary>
    public void Offer(string topic, ReadOnlyMemory<byte> payload)
    {
        foreach (var filter in _filters.Keys)
        {
            if (Matches(topic, filter))
            {
                Queue(topic, payload, retain: false);
                return;
            }
        }
    }

    /// <summary>Queues a retained message for one new filter.</summary>
    public void OfferRetained(string filter, string topic, ReadOnlyMemory<byte> payload)
    {
        if (Matches(topic, filter))
        {
            Queue(topic, payload, retain: true);
        }
    }

    /// <summary>Writes what is queued until the session ends.</summary>
    public async Task PumpAsync()
    {
        await foreach (var packet in _outbound.Reader.ReadAllAsync(Channel.Connection.ConnectionClosed))
        {
            await Channel.SendPacketAsync(packet, Channel.Connection.ConnectionClosed);
        }
    }

    public void EndOutbound() => _outbound.Writer.TryComplete();

    private static bool Matches(string topic, string filter) =>
        MqttTopicFilterComparer.Compare(topic, filter) == MqttTopicFilterCompareResult.IsMatch;

    private void Queue(string topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        if (!_outbound.Writer.TryWrite(Packet(topic, payload, retain)))
        {
            Channel.Abort("it does not read");
        }
    }
}
