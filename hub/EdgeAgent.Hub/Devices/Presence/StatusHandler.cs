using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>Takes <c>status</c>.</summary>
internal sealed class StatusHandler(DevicePresence presence) : IUplinkHandler
{
    public string Leaf => Leaves.Status;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        presence.Said(device, WireJson.Parse(payload.Span, WireJson.Default.DeviceStatus));
        return ValueTask.CompletedTask;
    }
}
