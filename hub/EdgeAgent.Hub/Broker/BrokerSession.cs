using System.Buffers;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Broker;

/// <summary>An accepted client on its connection.</summary>
internal abstract class BrokerSession(string clientId, BrokerChannel channel)
{
    private int _refusedTopics;

    public string ClientId { get; } = clientId;

    public BrokerChannel Channel { get; } = channel;

    /// <summary>For the log.</summary>
    public abstract string Name { get; }

    /// <summary>The client has acknowledged a message that was sent with QoS 1.</summary>
    public virtual void Acknowledged(ushort packetIdentifier)
    {
    }

    /// <summary>Counts a refused topic; a client that goes on and on is disconnected.</summary>
    /// <returns>Whether it is worth a line in the log: the first few are.</returns>
    public bool RefusedTopic()
    {
        const int logged = 3;
        var count = Interlocked.Increment(ref _refusedTopics);
        if (count >= BrokerLimits.RefusedTopics)
        {
            Channel.Abort("it goes on using topics that are not its own");
        }
        return count <= logged;
    }

    protected static MqttPublishPacket Packet(string topic, ReadOnlyMemory<byte> payload, bool retain = false) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        Retain = retain,
    };
}
