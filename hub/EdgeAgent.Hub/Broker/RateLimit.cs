namespace EdgeAgent.Hub.Broker;

/// <summary>A client's allowance of packets and bytes: two seconds' worth may come at once.</summary>
internal sealed class RateLimit(TimeProvider time)
{
    private const double BurstSeconds = 2;

    private double _messages = BurstSeconds * BrokerLimits.MessagesPerSecond;
    private double _bytes = BurstSeconds * BrokerLimits.BytesPerSecond;
    private long _last = time.GetTimestamp();
    private long _bytesBefore;

    /// <summary>Charges one packet.</summary>
    /// <param name="bytesReceived">All bytes of this connection until now.</param>
    /// <returns>How long to wait before the next packet is read; zero for an honest client.</returns>
    public TimeSpan Charge(long bytesReceived)
    {
        var bytes = bytesReceived - _bytesBefore;
        _bytesBefore = bytesReceived;
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
        _messages = Refill(_messages, seconds, BrokerLimits.MessagesPerSecond) - 1;
        _bytes = Refill(_bytes, seconds, BrokerLimits.BytesPerSecond) - bytes;
        var debt = Math.Max(-_messages / BrokerLimits.MessagesPerSecond, -_bytes / BrokerLimits.BytesPerSecond);
        return debt > 0 ? TimeSpan.FromSeconds(debt) : TimeSpan.Zero;
    }

    private static double Refill(double have, double seconds, double perSecond) =>
        Math.Min(have + (seconds * perSecond), BurstSeconds * perSecond);
}
