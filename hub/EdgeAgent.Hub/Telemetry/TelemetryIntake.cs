using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Stores what devices measured in groups, and tells each device what is on the disk: after the commit, never before.</summary>
internal sealed partial class TelemetryIntake(
    TelemetryStore store, IDeviceLink link, TimeProvider time, ILogger<TelemetryIntake> logger) : BackgroundService
{
    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<IncomingBatch> _queue = Channel.CreateBounded<IncomingBatch>(
        new BoundedChannelOptions(TelemetryLimits.Queue) { SingleReader = true });

    /// <summary>Raised after a commit that held events. Must return quickly.</summary>
    public event EventHandler? EventsStored;

    /// <summary>Takes a message; waits while the store is behind.</summary>
    public ValueTask AddAsync(IncomingBatch batch, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync(batch, cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<IncomingBatch>();
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var records = 0;
            while (records < TelemetryLimits.Group && _queue.Reader.TryRead(out var batch))
            {
                group.Add(batch);
                records += batch.Count;
            }
            await StoreAsync(group, stoppingToken);
            await AcknowledgeAsync(group, stoppingToken);
            if (group.Exists(batch => batch.Events.Count > 0))
            {
                EventsStored?.Invoke(this, EventArgs.Empty);
            }
            group.Clear();
        }
    }

    private async Task StoreAsync(List<IncomingBatch> group, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await store.AddAsync(group, stoppingToken);
                return;
            }
            catch (StorageException e)
            {
                LogNotStored(group.Count, e); // a full disk, say; nothing was acknowledged, so nothing is lost
                await Task.Delay(s_retryPause, time, stoppingToken);
            }
        }
    }

    /// <summary>One message a device and boot. Also what had been stored before: its first acknowledgement may be lost.</summary>
    private async Task AcknowledgeAsync(List<IncomingBatch> group, CancellationToken stoppingToken)
    {
        var stored = new Dictionary<(Address Device, ulong Boot), SeqRuns>();
        foreach (var batch in group)
        {
            foreach (var reading in batch.Readings)
            {
                Of(batch.Device, reading.Boot).Add(reading.Seq);
            }
            foreach (var happened in batch.Events)
            {
                Of(batch.Device, happened.Boot).Add(happened.Seq);
            }
            foreach (var gap in batch.Gaps)
            {
                Of(batch.Device, gap.Boot).Add(new SeqRange(gap.From, gap.To));
            }
        }
        foreach (var ((device, boot), runs) in stored)
        {
            foreach (var ranges in runs.Runs.Chunk(WireLimits.AckRanges))
            {
                await link.TrySendAsync(
                    device, Leaves.ReadingAck, new ReadingAck(boot, ranges), WireJson.Default.ReadingAck, stoppingToken);
            }
        }

        SeqRuns Of(Address device, ulong boot)
        {
            if (!stored.TryGetValue((device, boot), out var runs))
            {
                stored[(device, boot)] = runs = new SeqRuns();
            }
            return runs;
        }
    }

    [LoggerMessage(EventId = TelemetryEventIds.NotStored, Level = LogLevel.Error,
        Message = "{Count} messages with readings could not be stored yet")]
    private partial void LogNotStored(int count, Exception cause);
}
