using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Takes <c>hist</c>.</summary>
internal sealed class HistoryHandler(TelemetryIntake intake) : IUplinkHandler
{
    public string Leaf => Leaves.History;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var batch = WireJson.Parse(payload.Span, WireJson.Default.ReadingBatch);
        return intake.AddAsync(new IncomingBatch(device, batch.Items, batch.Events, batch.Gaps), cancellationToken);
    }
}
