using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>Takes <c>cap</c>.</summary>
internal sealed class CapabilityHandler(DevicePresence presence) : IUplinkHandler
{
    public string Leaf => Leaves.Capability;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        presence.Can(device, WireJson.Parse(payload.Span, WireJson.Default.DeviceCapability));
        return ValueTask.CompletedTask;
    }
}
