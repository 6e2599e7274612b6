using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Points;

/// <summary>Takes <c>points</c>.</summary>
internal sealed class PointsHandler(PointBook book) : IUplinkHandler
{
    public string Leaf => Leaves.Points;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        book.Take(device, WireJson.Parse(payload.Span, WireJson.Default.DevicePoints));
        return ValueTask.CompletedTask;
    }
}
