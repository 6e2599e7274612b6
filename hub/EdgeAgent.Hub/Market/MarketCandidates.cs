using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>Finds the devices that a piece of work can be offered to.</summary>
internal sealed class MarketCandidates(IDeviceDirectory directory, IDeviceBench bench)
{
    /// <summary>Devices that are connected, have the model, and are neither excluded nor benched.</summary>
    /// <param name="model">The model.</param>
    /// <param name="excluded">Devices that refused or failed this work.</param>
    /// <param name="obstacle">Why the list is empty, where it is.</param>
    public IReadOnlyList<MarketCandidate> Find(
        ModelDigest model, IReadOnlySet<Contracts.Address> excluded, out MarketObstacle obstacle)
    {
        var candidates = new List<MarketCandidate>();
        obstacle = MarketObstacle.NoneOnline;
        foreach (var device in directory.List())
        {
            if (!device.Online || device.Birth is null)
            {
                continue;
            }
            if (obstacle == MarketObstacle.NoneOnline)
            {
                obstacle = MarketObstacle.NoneHasModel;
            }
            if (Candidate(device, device.Birth, model) is not { } candidate)
            {
                continue;
            }
            if (excluded.Contains(device.Id) || bench.ReasonOf(device.Id) is not null)
            {
                obstacle = MarketObstacle.NoneLeft;
                continue;
            }
            candidates.Add(candidate);
        }
        return candidates;
    }

    private static MarketCandidate? Candidate(DeviceView device, DeviceBirth birth, ModelDigest model)
    {
        if (device.Capability is not { } capability)
        {
            return birth.Models.Contains(model)
                ? new MarketCandidate(device.Id, birth.Boot, MarketLimits.UnknownSlots, 0, Loaded: false, 0)
                : null;
        }
        foreach (var offered in capability.Models)
        {
            if (offered.Digest == model)
            {
                return new MarketCandidate(
                    device.Id,
                    birth.Boot,
                    capability.QueueLimit,
                    capability.Queue,
                    offered.Loaded,
                    offered.TokensPerSecond ?? 0);
            }
        }
        return null;
    }
}
