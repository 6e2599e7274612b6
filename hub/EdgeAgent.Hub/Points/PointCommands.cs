using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Points;

/// <inheritdoc cref="IPointCommands"/>
internal sealed partial class PointCommands(
    IHomePoints points, PointAccess access, IDeviceLink link, TimeProvider time, ILogger<PointCommands> logger)
    : IPointCommands
{
    private readonly ConcurrentDictionary<CommandId, PendingCommand> _pending = new();
    private readonly ILogger<PointCommands> _logger = logger;

    public async Task<PointCommandOutcome> SetAsync(
        CommandOrigin origin, Address device, PointId point, double value, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(life, PointLimits.LeastLife);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, PointLimits.MostLife);
        if (Obstacle(origin, device, point, value) is { } obstacle)
        {
            return obstacle;
        }
        if (_pending.Values.Count(pending => pending.Device == device) >= PointLimits.CommandsPerDevice)
        {
            return new PointCommandOutcome.TooMany();
        }
        var command = new DeviceCommand(
            CommandId.New(), CommandOp.Set, new CommandArgs(point, value),
            (time.GetUtcNow() + life).ToUnixTimeMilliseconds());
        var end = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[command.Id] = new PendingCommand(device, end);
        try
        {
            // Never by the outbox: a command that waits for a device to come back is a surprise to whoever stands there.
            if (!await link.TrySendAsync(device, Leaves.Command, command, WireJson.Default.DeviceCommand, cancellationToken))
            {
                return new PointCommandOutcome.DeviceAway();
            }
            return Read(await end.Task.WaitAsync(life + PointLimits.Grace, time, cancellationToken), value);
        }
        catch (TimeoutException)
        {
            LogNoAnswer(device, point);
            return new PointCommandOutcome.NoAnswer();
        }
        finally
        {
            _pending.TryRemove(command.Id, out _);
        }
    }

    /// <summary>A device's word on a command; words on commands that nobody waits for any more, or of another device, count for nothing.</summary>
    internal void Answered(Address device, CommandResult result)
    {
        if (result.St is not (CommandStatus.Accepted or CommandStatus.Progress)
            && _pending.TryGetValue(result.Id, out var pending) && pending.Device == device)
        {
            pending.End.TrySetResult(result);
        }
    }

    private PointCommandOutcome? Obstacle(CommandOrigin origin, Address device, PointId point, double value)
    {
        if (points.Find(device, point) is not { } found)
        {
            return new PointCommandOutcome.NoSuchPoint();
        }
        if (!found.Info.Writable)
        {
            return new PointCommandOutcome.NotWritable();
        }
        if (!found.Info.Takes(value))
        {
            return new PointCommandOutcome.OutOfRange(found.Info.Min!.Value, found.Info.Max!.Value, found.Info.Step);
        }
        if (found.Info.Guarded && !access.Allows(origin, device, point))
        {
            LogNotAllowed(origin, device, point);
            return new PointCommandOutcome.NotAllowed();
        }
        return found.Online ? null : new PointCommandOutcome.DeviceAway();
    }

    private static PointCommandOutcome Read(CommandResult result, double wanted) => result.St == CommandStatus.Ok
        ? new PointCommandOutcome.Done(result.Value ?? wanted)
        : new PointCommandOutcome.Failed(result.Detail ?? result.St.ToString().ToLowerInvariant());

    [LoggerMessage(EventId = PointEventIds.NotAllowed, Level = LogLevel.Warning,
        Message = "{Origin} may not set {Point} of device {Device}: it is guarded, and its owner has not allowed it")]
    private partial void LogNotAllowed(CommandOrigin origin, Address device, PointId point);

    [LoggerMessage(EventId = PointEventIds.NoAnswer, Level = LogLevel.Warning,
        Message = "Device {Device} has not answered to a command for {Point}")]
    private partial void LogNoAnswer(Address device, PointId point);
}
