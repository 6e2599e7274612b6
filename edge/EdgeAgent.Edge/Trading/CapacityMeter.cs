using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Trading;

/// <summary>Reads what the device has to spare.</summary>
internal sealed class CapacityMeter(
    Board board, JobDesk desk, ModelHost host, SpeedBook speeds, ClaimStore claims, TimeProvider time)
{
    /// <summary>The reading for work on one model. Fast: reads memory and one file of the kernel.</summary>
    public CapacityReading Read(ModelDigest model) => new(
        desk.Count,
        claims.CanSign ? desk.Limit : 0,
        board.TempC(),
        speeds.Find(model),
        host.Loaded.Any(loaded => loaded.Digest == model),
        time.GetLocalNow().Hour);
}
