using System.Net;
using EdgeAgent.Pairing.Hub;

namespace EdgeAgent.Hub.Pairing;

/// <summary>
/// An allowance of requests for each address, in constant memory: addresses share a fixed number of buckets by a hash that
/// changes with each start. Two that fall together share one allowance, which honest devices do not notice.
/// </summary>
internal sealed class AddressBuckets(TimeProvider time)
{
    private const int Buckets = 4096;

    private readonly Lock _gate = new();
    private readonly double[] _left = CreateFull();
    private readonly long[] _last = CreateNow(time);

    /// <summary>Whether one more request from this address is allowed now.</summary>
    public bool TryTake(IPAddress address)
    {
        var bucket = (int)((uint)PairingAddress.Of(address).GetHashCode() % Buckets);
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var earned = time.GetElapsedTime(_last[bucket], now).TotalSeconds * PairingDoorLimits.PerSecond;
            _last[bucket] = now;
            _left[bucket] = Math.Min(_left[bucket] + earned, PairingDoorLimits.Burst);
            if (_left[bucket] < 1)
            {
                return false;
            }
            _left[bucket]--;
            return true;
        }
    }

    private static double[] CreateFull()
    {
        var full = new double[Buckets];
        Array.Fill(full, PairingDoorLimits.Burst);
        return full;
    }

    private static long[] CreateNow(TimeProvider time)
    {
        var now = new long[Buckets];
        Array.Fill(now, time.GetTimestamp());
        return now;
    }
}
