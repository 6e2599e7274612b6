using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Takes <c>tele</c>.</summary>
internal sealed class ReadingHandler(TelemetryIntake intake) : IUplinkHandler
{
    public string Leaf => Leaves.Tele;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        intake.AddAsync(
            new IncomingBatch(device, [WireJson.Parse(payload.Span, WireJson.Default.Reading)], [], []), cancellationToken);
}
