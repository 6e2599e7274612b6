using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Points;

/// <summary>A command whose end has not come.</summary>
internal sealed record PendingCommand(Address Device, TaskCompletionSource<CommandResult> End);
