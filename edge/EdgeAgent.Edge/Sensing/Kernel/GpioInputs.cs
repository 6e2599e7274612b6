using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Wiring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary>Watches the wired inputs for edges and has the loop read what has moved.</summary>
internal sealed partial class GpioInputs(SysFiles files, TimeProvider time, ILogger<GpioInputs> logger) : BackgroundService
{
    /// <summary>How long a watcher waits before it looks whether it should end.</summary>
    private const int WaitMs = 200;

    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(10);

    private readonly List<GpioSense> _inputs = [];

    /// <summary>Whom to tell when an input has moved; must return quickly.</summary>
    public Action<PointId>? Moved { get; set; }

    /// <summary>The sense of one input. All are made before the service starts.</summary>
    public Sense Sense(PointInfo info, GpioWire wire)
    {
        var sense = new GpioSense(info, wire);
        _inputs.Add(sense);
        return sense;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_inputs.Select(input => WatchAsync(input, stoppingToken)));

    private async Task WatchAsync(GpioSense input, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A thread of its own: the wait for an edge blocks.
                await Task.Factory.StartNew(
                    () => Watch(input, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                input.Set(null, 0);
                Moved?.Invoke(input.Info.Id);
                LogFailed(input.Info.Id, e.Message);
                await Task.Delay(s_retry, time, stoppingToken);
            }
        }
    }

    private void Watch(GpioSense input, CancellationToken stoppingToken)
    {
        using var line = GpioLine.OpenInput(files, input.Wire);
        input.Set(line.Read(), 0);
        Moved?.Invoke(input.Info.Id);
        while (!stoppingToken.IsCancellationRequested)
        {
            var (rising, falling) = line.WaitEdges(WaitMs);
            if (rising + falling > 0)
            {
                input.Set(line.Read(), rising);
                Moved?.Invoke(input.Info.Id);
            }
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.InputFailed, Level = LogLevel.Warning, Message = "Input {Point}: {Reason}")]
    private partial void LogFailed(PointId point, string reason);
}
