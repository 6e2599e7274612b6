using System.Buffers;

namespace EdgeAgent.Hub.Broker;

/// <summary>Looks at the fixed header of an MQTT packet before anything is kept of it (MQTT 3.1.1, 2.2).</summary>
internal static class MqttFrame
{
    private const int Connect = 1;
    private const int Publish = 3;
    private const int Subscribe = 8;
    private const int Unsubscribe = 10;
    private const int LengthBytes = 4;

    /// <param name="buffer">Bytes from the start of a packet on.</param>
    /// <param name="connected">Whether the client's CONNECT was accepted.</param>
    /// <returns>What is wrong; null when nothing is, or too few bytes are there to say.</returns>
    public static string? Check(ReadOnlySequence<byte> buffer, bool connected)
    {
        Span<byte> header = stackalloc byte[1 + LengthBytes];
        var known = (int)Math.Min(buffer.Length, header.Length);
        buffer.Slice(0, known).CopyTo(header);
        if (known == 0)
        {
            return null;
        }
        var kind = header[0] >> 4;
        if (!connected && kind != Connect)
        {
            return $"its first packet is of kind {kind}, not CONNECT";
        }
        var length = 0;
        for (var i = 0; i < known - 1; i++)
        {
            length |= (header[i + 1] & 0x7f) << (7 * i);
            if ((header[i + 1] & 0x80) != 0)
            {
                continue;
            }
            return length <= Limit(kind)
                ? null
                : $"a packet of kind {kind} has {length} bytes; at most {Limit(kind)} are allowed";
        }
        return known == header.Length ? "a packet's length has more than four bytes" : null;
    }

    private static int Limit(int kind) => kind switch
    {
        Connect => BrokerLimits.ConnectBytes,
        Publish => BrokerLimits.PublishBytes,
        Subscribe or Unsubscribe => BrokerLimits.SubscribeBytes,
        _ => BrokerLimits.OtherBytes,
    };
}
