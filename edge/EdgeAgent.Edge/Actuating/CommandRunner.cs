using System.ComponentModel;
using System.Diagnostics;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>Runs programs from the owner's list, by name only.</summary>
internal sealed class CommandRunner(WiringPlan plan, TimeProvider time)
{
    /// <summary>Runs one to its end or its time limit.</summary>
    public async Task<CommandResult> RunAsync(CommandId id, string name, CancellationToken cancellationToken)
    {
        if (plan.Commands?.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal)) is not { } command)
        {
            return new CommandResult(id, CommandStatus.Rejected, Detail: "it is not on this device's list");
        }
        var start = new ProcessStartInfo(command.File) { UseShellExecute = false };
        foreach (var argument in command.Arguments ?? [])
        {
            start.ArgumentList.Add(argument);
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(command.TimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                await process.WaitForExitAsync(either.Token);
                return process.ExitCode == 0
                    ? new CommandResult(id, CommandStatus.Ok)
                    : new CommandResult(id, CommandStatus.Error, Detail: $"it ended with {process.ExitCode}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return new CommandResult(id, CommandStatus.Error, Detail: $"it took longer than {command.TimeoutMs} ms and was ended");
            }
        }
        catch (Win32Exception e)
        {
            return new CommandResult(id, CommandStatus.Error, Detail: WireText.Clip($"it cannot be started: {e.Message}"));
        }
    }
}
