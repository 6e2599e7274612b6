using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Placement;

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
    /// <param name="candidates">Devices to choose from; one entry a device, so bounded by the registry.</param>
    public PlacementOutcome Take(IReadOnlyList<PlacementCandidate> candidates)
    {
        lock (_gate)
        {
            PlacementCandidate? best = null;
            foreach (var candidate in candidates)
            {
                if (_inFlight.GetValueOrDefault(candidate.Device) < candidate.Slots
                    && (best is null || IsBetter(candidate, best)))
                {
                    best = candidate;
                }
            }
            if (best is null)
            {
                return new PlacementOutcome.NoDevice(PlacementObstacle.AllBusy);
            }
            _inFlight[best.Device] = _inFlight.GetValueOrDefault(best.Device) + 1;
            _lastPlaced[best.Device] = ++_placements;
            return new PlacementOutcome.Placed(new DeviceLease(best.Device, best.Boot, Release));
        }
    }

    private bool IsBetter(PlacementCandidate left, PlacementCandidate right)
    {
        var order = _inFlight.GetValueOrDefault(left.Device).CompareTo(_inFlight.GetValueOrDefault(right.Device));
        if (order == 0)
        {
            order = left.Queue.CompareTo(right.Queue);
        }
        if (order == 0)
        {
            order = right.Loaded.CompareTo(left.Loaded);
        }
        if (order == 0)
        {
            order = right.TokensPerSecond.CompareTo(left.TokensPerSecond);
        }
        if (order == 0)
        {
            order = _lastPlaced.GetValueOrDefault(left.Device).CompareTo(_lastPlaced.GetValueOrDefault(right.Device));
        }
        return order < 0;
    }

    private void Release(Address device)
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
}
