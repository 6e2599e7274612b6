using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Placement;

/// <summary>
/// Takes the device with the least work that has the model: by the hub's own count, then by what the device reports,
/// then a loaded model before one on disk, then measured speed, then the one that has waited longest.
/// </summary>
internal sealed class LeastLoadedPlacement(IDeviceDirectory directory, IDeviceBench bench, DeviceLoad load) : IPlacement
{
    /// <summary>Jobs that a device is trusted to take before its first capability has come.</summary>
    private const int UnknownSlots = 1;

    public PlacementOutcome Place(ModelDigest model, IReadOnlySet<Address> excluded)
    {
        var candidates = new List<PlacementCandidate>();
        var obstacle = PlacementObstacle.NoneOnline;
        foreach (var device in directory.List())
        {
            if (!device.Online || device.Birth is null)
            {
                continue;
            }
            if (obstacle == PlacementObstacle.NoneOnline)
            {
                obstacle = PlacementObstacle.NoneHasModel;
            }
            if (Candidate(device, device.Birth, model) is not { } candidate)
            {
                continue;
            }
            if (excluded.Contains(device.Id) || bench.ReasonOf(device.Id) is not null)
            {
                obstacle = PlacementObstacle.NoneLeft;
                continue;
            }
            candidates.Add(candidate);
        }
        return candidates.Count == 0 ? new PlacementOutcome.NoDevice(obstacle) : load.Take(candidates);
    }

    private static PlacementCandidate? Candidate(DeviceView device, DeviceBirth birth, ModelDigest model)
    {
        if (device.Capability is not { } capability)
        {
            return birth.Models.Contains(model)
                ? new PlacementCandidate(device.Id, birth.Boot, UnknownSlots, 0, Loaded: false, 0)
                : null;
        }
        foreach (var offered in capability.Models)
        {
            if (offered.Digest == model)
            {
                return new PlacementCandidate(
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
