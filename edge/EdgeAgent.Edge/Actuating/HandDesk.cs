using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Reporting;
using EdgeAgent.Edge.Sensing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Actuating;

/// <summary>Carries out commands, one after the other, each id once; keeps outputs safe at start, after their hold time, without the hub, and at exit.</summary>
internal sealed partial class HandDesk(
    HandSet hands,
    CommandRunner runner,
    PointTable table,
    Outbox outbox,
    IHubLink link,
    IOptions<ActuatingOptions> options,
    TimeProvider time,
    ILogger<HandDesk> logger) : BackgroundService, IDownlinkHandler, ILinkObserver
{
    /// <summary>Commands that wait; more are refused by silence, and expire.</summary>
    private const int QueueLimit = 64;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly Channel<DeviceCommand> _commands = Channel.CreateBounded<DeviceCommand>(
        new BoundedChannelOptions(QueueLimit) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _lostAt = time.GetTimestamp();
    private volatile bool _up;
    private bool _safe;

    /// <inheritdoc/>
    public string Leaf => Leaves.Command;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload) =>
        _commands.Writer.TryWrite(WireJson.Parse(payload, WireJson.Default.DeviceCommand));

    /// <inheritdoc/>
    public void LinkUp(string host) => _up = true;

    /// <inheritdoc/>
    public void LinkDown()
    {
        Volatile.Write(ref _lostAt, time.GetTimestamp());
        _up = false;
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        MakeSafe(hands.All, "the agent starts");
        table.Add(hands.All.Select(hand => hand.Info));
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        MakeSafe(hands.All, "the agent stops");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_look, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var command = _commands.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (true)
        {
            await Task.WhenAny(tick, command);
            if (command.IsCompleted)
            {
                await command;
                while (_commands.Reader.TryRead(out var next))
                {
                    await RunAsync(next, stoppingToken);
                }
                command = _commands.Reader.WaitToReadAsync(stoppingToken).AsTask();
            }
            if (tick.IsCompleted)
            {
                await tick;
                Watch();
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
        }
    }

    private async Task RunAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        // Looked up first: an answer that got lost is given again, also after the command's time.
        var result = outbox.Done(command.Id);
        if (result is null)
        {
            result = await CarryOutAsync(command, cancellationToken);
            LogCommand(command.Id, command.Op, result.St);
        }
        await link.TrySendAsync(Leaves.CommandResult, result, WireJson.Default.CommandResult, cancellationToken);
    }

    private async Task<CommandResult> CarryOutAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() > command.Exp)
        {
            return new CommandResult(command.Id, CommandStatus.Expired);
        }
        if (command.Op == CommandOp.Run)
        {
            return await RunProgramAsync(command, cancellationToken);
        }
        var point = command.Args.Point!.Value;
        // Remembered before it is done: a crash in between costs the command, never a second stroke.
        if (!outbox.AddDone(new CommandResult(command.Id, CommandStatus.Error, Detail: "the agent ended in the middle of it")))
        {
            return new CommandResult(command.Id, CommandStatus.Rejected, Detail: "the disk refuses to remember the command");
        }
        var fault = hands.Set(point, command.Args.Value!.Value);
        var result = fault is null
            ? new CommandResult(command.Id, CommandStatus.Ok, command.Args.Value)
            : new CommandResult(command.Id, CommandStatus.Rejected, Detail: WireText.Clip(fault));
        outbox.AddDone(result);
        if (fault is null)
        {
            Show(point, command.Args.Value.Value, DeviceEventKind.Command, "by a command");
        }
        return result;
    }

    private async Task<CommandResult> RunProgramAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        outbox.AddDone(new CommandResult(command.Id, CommandStatus.Error, Detail: "the agent ended in the middle of it"));
        await link.TrySendAsync(
            Leaves.CommandResult, new CommandResult(command.Id, CommandStatus.Accepted), WireJson.Default.CommandResult, cancellationToken);
        var result = await runner.RunAsync(command.Id, command.Args.Name!, cancellationToken);
        outbox.AddDone(result);
        return result;
    }

    private void Watch()
    {
        if (!_up && time.GetElapsedTime(Volatile.Read(ref _lostAt)) >= TimeSpan.FromSeconds(options.Value.LostLinkSeconds))
        {
            if (!_safe)
            {
                _safe = true;
                MakeSafe(hands.All, "the hub is away");
            }
        }
        else
        {
            _safe = false;
        }
        MakeSafe(
            hands.All.Where(hand => hand.Wire.HoldMs is { } hold
                && time.GetElapsedTime(hand.ChangedAt) >= TimeSpan.FromMilliseconds(hold)),
            "its time is over");
    }

    private void MakeSafe(IEnumerable<Hand> which, string why)
    {
        foreach (var hand in which)
        {
            var (moved, fault) = hands.MakeSafe(hand);
            if (fault is not null)
            {
                LogNotSafe(hand.Info.Id, fault);
            }
            else if (moved)
            {
                Show(hand.Info.Id, hand.Info.Safe!.Value, DeviceEventKind.SafeState, why);
            }
        }
    }

    private void Show(PointId point, double value, DeviceEventKind kind, string why)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        table.Put(point, value, now, moved: true);
        _ = outbox.Keep(now, new Dictionary<PointId, double> { [point] = value });
        _ = outbox.Keep(now, kind, point, value, why);
    }

    [LoggerMessage(EventId = EdgeEventIds.CommandDone, Level = LogLevel.Information, Message = "Command {Id} ({Op}): {Status}")]
    private partial void LogCommand(CommandId id, CommandOp op, CommandStatus status);

    [LoggerMessage(EventId = EdgeEventIds.NotSafe, Level = LogLevel.Error, Message = "Output {Point} cannot be put into its safe state: {Reason}")]
    private partial void LogNotSafe(PointId point, string reason);
}
