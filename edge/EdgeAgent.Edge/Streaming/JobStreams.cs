using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Streaming;

/// <summary>All streams that the hub has not taken in full.</summary>
internal sealed partial class JobStreams(IHubLink link, TimeProvider time, ILogger<JobStreams> logger)
    : IDownlinkHandler, ILinkObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, JobStream> _streams = [];
    private readonly List<JobId> _finished = []; // oldest first
    private bool _lineUp;

    /// <inheritdoc/>
    public string Leaf => Leaves.ChunkAck;

    /// <summary>Begins a stream.</summary>
    public JobStream Open(JobId job)
    {
        lock (_gate)
        {
            var stream = new JobStream(job, link, _lineUp);
            _streams.Add(job, stream);
            return stream;
        }
    }

    /// <summary>Finds a stream that is still kept.</summary>
    public bool TryFind(JobId job, [NotNullWhen(true)] out JobStream? stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(job, out stream);
        }
    }

    /// <summary>Ends a stream with its result and keeps it until the hub has it or nobody can want it any more.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="result">How the job ended.</param>
    /// <param name="remaining">Time until the hub's client gives up.</param>
    public void Finish(JobStream stream, JobResult result, TimeSpan remaining)
    {
        stream.Complete(result);
        MakeRoom(stream.Job);
        _ = ForgetAsync(stream, (remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero) + StreamLimits.DeliveryGrace);
    }

    /// <summary>Ends when the hub has taken everything that is finished now.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_streams.Values.Where(stream => stream.Finished).Select(stream => stream.Closed));
        }
    }

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var ack = WireJson.Parse(payload, WireJson.Default.JobChunkAck);
        if (TryFind(ack.Job, out var stream))
        {
            stream.Acknowledge(ack.Next);
        }
    }

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        foreach (var stream in SetLine(up: true))
        {
            stream.Replay();
        }
    }

    /// <inheritdoc/>
    public void LinkDown()
    {
        foreach (var stream in SetLine(up: false))
        {
            stream.Pause();
        }
    }

    private async Task ForgetAsync(JobStream stream, TimeSpan limit)
    {
        try
        {
            await stream.Closed.WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            LogDropped(stream.Job, "its time is over and the hub did not take it");
            stream.Drop();
        }
        lock (_gate)
        {
            _streams.Remove(stream.Job);
            _finished.Remove(stream.Job);
        }
    }

    private List<JobStream> SetLine(bool up)
    {
        lock (_gate)
        {
            _lineUp = up;
            return [.. _streams.Values];
        }
    }

    private void MakeRoom(JobId finished)
    {
        JobStream? oldest = null;
        lock (_gate)
        {
            _finished.Add(finished);
            if (_finished.Count > StreamLimits.FinishedStreams)
            {
                _streams.TryGetValue(_finished[0], out oldest);
                _finished.RemoveAt(0);
            }
        }
        if (oldest is not null)
        {
            LogDropped(oldest.Job, "too many finished answers wait for the hub");
            oldest.Drop();
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.JobStreamDropped, Level = LogLevel.Warning, Message = "Answer of job {Job} dropped: {Reason}")]
    private partial void LogDropped(JobId job, string reason);
}
