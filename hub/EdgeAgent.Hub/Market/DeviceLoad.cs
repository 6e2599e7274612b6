using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Market;

/// <summary>
/// The hub's own count of work on each device: exact at once, where the device's report is seconds old.
/// </summary>
internal sealed class DeviceLoad
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Address, int> _inFlight = [];
    private readonly Dictionary<Address, long> _lastPlaced = [];
    private long _placements;

    /// <summary>Work on a device now.</summary>
    public int InFlight(Address device)
    {
        lock (_gate)
        {
            return _inFlight.GetValueOrDefault(device);
        }
    }

    /// <summary>Chooses and counts in one step, so that two callers never see the same idle device.</summary>
    /// <param name="bids">Bids to choose from; one entry a device, so bounded by the registry.</param>
    /// <param name="secondMicros">What a second is worth.</param>
    /// <returns>Null: all devices are full.</returns>
    public MarketBid? Take(IReadOnlyList<MarketBid> bids, long secondMicros)
    {
        lock (_gate)
        {
            MarketBid? best = null;
            foreach (var bid in bids)
            {
                if (_inFlight.GetValueOrDefault(bid.Device) < bid.Slots
                    && (best is null || IsBetter(bid, best, secondMicros)))
                {
                    best = bid;
                }
            }
            if (best is not null)
            {
                _inFlight[best.Device] = _inFlight.GetValueOrDefault(best.Device) + 1;
                _lastPlaced[best.Device] = ++_placements;
            }
            return best;
        }
    }

    /// <summary>Work has left a device.</summary>
    public void Release(Address device)
    {
        lock (_gate)
        {
            var left = _inFlight.GetValueOrDefault(device) - 1;
            if (left > 0)
            {
                _inFlight[device] = left;
            }
            else
            {
                _inFlight.Remove(device);
            }
        }
    }

    private bool IsBetter(MarketBid left, MarketBid right, long secondMicros)
    {
        var order = left.Cost(_inFlight.GetValueOrDefault(left.Device), secondMicros)
            .CompareTo(right.Cost(_inFlight.GetValueOrDefault(right.Device), secondMicros));
        return order != 0
            ? order < 0
            : _lastPlaced.GetValueOrDefault(left.Device) < _lastPlaced.GetValueOrDefault(right.Device);
    }
}
