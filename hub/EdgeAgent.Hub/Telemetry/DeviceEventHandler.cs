using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Takes <c>event</c>.</summary>
internal sealed class DeviceEventHandler(TelemetryIntake intake) : IUplinkHandler
{
    public string Leaf => Leaves.Event;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        intake.AddAsync(
            new IncomingBatch(device, [], [WireJson.Parse(payload.Span, WireJson.Default.DeviceEvent)], []), cancellationToken);
}
