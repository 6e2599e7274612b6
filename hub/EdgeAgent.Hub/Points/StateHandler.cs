using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Points;

/// <summary>Takes <c>state</c>.</summary>
internal sealed class StateHandler(PointBook book) : IUplinkHandler
{
    public string Leaf => Leaves.State;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        book.Take(device, WireJson.Parse(payload.Span, WireJson.Default.PointValues));
        return ValueTask.CompletedTask;
    }
}
