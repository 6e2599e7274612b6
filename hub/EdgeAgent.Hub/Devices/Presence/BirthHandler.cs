using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Devices;

/// <summary>Takes <c>birth</c>.</summary>
internal sealed class BirthHandler(DevicePresence presence) : IUplinkHandler
{
    public string Leaf => Leaves.Birth;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        presence.Born(device, WireJson.Parse(payload.Span, WireJson.Default.DeviceBirth));
        return ValueTask.CompletedTask;
    }
}
