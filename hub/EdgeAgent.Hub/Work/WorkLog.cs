using EdgeAgent.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Work;

/// <summary>What is worth a line about work: never what was asked or answered.</summary>
internal sealed partial class WorkLog(ILogger<WorkLog> logger)
{
    /// <summary>A job goes to a further device.</summary>
    public void Moved(WorkEffect.Offer offer) => LogMoved(offer.Job, offer.Device, offer.Resume.Count);

    /// <summary>A client got an error because devices failed.</summary>
    public void Failed(string detail) => LogFailed(detail);

    [LoggerMessage(EventId = WorkEventIds.Moved, Level = LogLevel.Information,
        Message = "Job {Job} goes to device {Device}, behind {Tokens} tokens of an earlier one")]
    private partial void LogMoved(JobId job, Address device, int tokens);

    [LoggerMessage(EventId = WorkEventIds.Failed, Level = LogLevel.Warning, Message = "A request failed: {Detail}")]
    private partial void LogFailed(string detail);
}
