using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Points;

/// <summary>Takes <c>res</c>.</summary>
internal sealed class CommandResultHandler(PointCommands commands) : IUplinkHandler
{
    public string Leaf => Leaves.CommandResult;

    public ValueTask HandleAsync(Address device, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        commands.Answered(device, WireJson.Parse(payload.Span, WireJson.Default.CommandResult));
        return ValueTask.CompletedTask;
    }
}
