using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Claims;

/// <summary>Stores claims in groups and answers the devices after the commit, never before.</summary>
internal sealed partial class ClaimIntake(
    ClaimStore store,
    DeviceBench bench,
    IDeviceLink link,
    HubMetrics metrics,
    TimeProvider time,
    ILogger<ClaimIntake> logger) : BackgroundService
{
    /// <summary>Claims that wait; then devices wait, whose outboxes keep them.</summary>
    private const int QueueLimit = 1024;

    /// <summary>Most claims of one commit.</summary>
    private const int GroupLimit = 64;

    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<IncomingClaim> _queue = Channel.CreateBounded<IncomingClaim>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    /// <summary>Takes a claim; waits while the store is behind.</summary>
    public ValueTask AddAsync(IncomingClaim claim, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync(claim, cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<IncomingClaim>(GroupLimit);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            while (group.Count < GroupLimit && _queue.Reader.TryRead(out var claim))
            {
                group.Add(claim);
            }
            var outcomes = await StoreAsync(group, stoppingToken);
            Report(group, outcomes);
            foreach (var (device, ack) in ClaimAnswers.Of(group, outcomes))
            {
                await link.TrySendAsync(device, Leaves.ClaimAck, ack, WireJson.Default.ClaimAck, stoppingToken);
            }
            group.Clear();
        }
    }

    private async Task<IReadOnlyList<ClaimOutcome>> StoreAsync(
        List<IncomingClaim> group, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                return await store.TakeAsync(group, stoppingToken);
            }
            catch (StorageException e)
            {
                LogNotStored(group.Count, e); // a full disk, say; nothing was answered, so nothing is lost
                await Task.Delay(s_retryPause, time, stoppingToken);
            }
        }
    }

    private void Report(List<IncomingClaim> group, IReadOnlyList<ClaimOutcome> outcomes)
    {
        for (var i = 0; i < group.Count; i++)
        {
            var claim = group[i].Signed.Claim;
            switch (outcomes[i])
            {
                case ClaimOutcome.Stored stored:
                    metrics.ClaimJudged(stored.Verdict.ToString().ToLowerInvariant());
                    if (stored.Verdict == ClaimVerdict.Rejected)
                    {
                        LogRejected(group[i].Device, claim.Seq);
                    }
                    break;
                case ClaimOutcome.Refused refused:
                    metrics.ClaimJudged("refused");
                    LogRefused(group[i].Device, claim.Seq, ClaimFaults.Describe(refused.Fault));
                    if (refused.Fault is ClaimFault.Equivocation or ClaimFault.TooManyRejected
                        && bench.TryAdd(group[i].Device, refused.Fault))
                    {
                        LogBenched(group[i].Device, ClaimFaults.Describe(refused.Fault));
                    }
                    break;
            }
        }
    }

    [LoggerMessage(EventId = ClaimEventIds.Refused, Level = LogLevel.Warning,
        Message = "Device {Device}: claim {Seq} is refused: {Reason}")]
    private partial void LogRefused(Address device, ulong seq, string reason);

    [LoggerMessage(EventId = ClaimEventIds.Benched, Level = LogLevel.Error,
        Message = "Device {Device} gets no more work: {Reason}")]
    private partial void LogBenched(Address device, string reason);

    [LoggerMessage(EventId = ClaimEventIds.Rejected, Level = LogLevel.Warning,
        Message = "Device {Device}: claim {Seq} is kept, but worth nothing")]
    private partial void LogRejected(Address device, ulong seq);

    [LoggerMessage(EventId = ClaimEventIds.NotStored, Level = LogLevel.Error,
        Message = "{Count} claims could not be stored yet")]
    private partial void LogNotStored(int count, Exception cause);
}
