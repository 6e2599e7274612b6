using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Models;
using EdgeAgent.Edge.Streaming;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Inference;

/// <summary>Takes jobs or says why not, keeps those that wait or run, and lets them finish when the agent stops.</summary>
internal sealed partial class JobDesk(
    LockVerifier locks,
    ModelStore models,
    JobStreams streams,
    JobRunner runner,
    IHubLink link,
    PresenceWriter presence,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<JobDesk> logger) : IDownlinkHandler, IHostedService
{
    /// <summary>How long jobs that were told to stop have to sign and store their claims.</summary>
    internal static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long the last results have to reach the hub.</summary>
    internal static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, Job> _jobs = [];
    private readonly Dictionary<JobId, Task> _runs = [];
    private bool _draining;

    /// <summary>Jobs have come or gone, or the desk has closed.</summary>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public string Leaf => Leaves.Job;

    /// <summary>Jobs that wait or run.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _jobs.Count;
            }
        }
    }

    /// <summary>Jobs that it takes at most; 0 while the agent stops.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return _draining ? 0 : options.Value.QueueLimit;
            }
        }
    }

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var request = WireJson.Parse(payload, WireJson.Default.JobRequest);
        lock (_gate)
        {
            if (_jobs.ContainsKey(request.Id) || streams.TryFind(request.Id, out _))
            {
                return; // the same job again; it has been answered
            }
        }
        var refusal = Examine(request, out var generation) ?? Start(request, generation!);
        if (refusal is not null)
        {
            LogRejected(request.Id, refusal.Reason, refusal.Detail);
            _ = link.TrySendAsync(Leaves.LockReject, refusal, WireJson.Default.JobRejected, CancellationToken.None).AsTask();
        }
    }

    /// <summary>Stops one job, or forgets its answer when it has ended.</summary>
    public void Cancel(JobId id, string reason)
    {
        Job? job;
        lock (_gate)
        {
            _jobs.TryGetValue(id, out job);
        }
        if (job is not null)
        {
            LogCancelled(id, reason);
            job.Stop(JobOutcome.Cancelled, reason);
        }
        else if (streams.TryFind(id, out var stream))
        {
            stream.Drop();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more jobs, lets the running ones finish, stops what is left so that its claims are stored, and gives the results a moment to leave.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] runs;
        lock (_gate)
        {
            _draining = true;
            runs = [.. _runs.Values];
        }
        await presence.LeaveAsync(cancellationToken); // the hub places nothing here any more
        Changed?.Invoke(this, EventArgs.Empty);
        if (runs.Length > 0)
        {
            LogDraining(runs.Length, options.Value.DrainSeconds);
        }
        var all = Task.WhenAll(runs);
        if (!await EndsWithinAsync(all, TimeSpan.FromSeconds(options.Value.DrainSeconds), cancellationToken))
        {
            foreach (var job in Snapshot())
            {
                job.Stop(JobOutcome.Failed, "The device is shutting down.");
            }
            await EndsWithinAsync(all, StopLimit, cancellationToken);
        }
        if (link.IsConnected)
        {
            await EndsWithinAsync(streams.FlushAsync(), FlushLimit, cancellationToken);
        }
        LogDrained();
    }

    private List<Job> Snapshot()
    {
        lock (_gate)
        {
            return [.. _jobs.Values];
        }
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private JobRejected? Examine(JobRequest request, out GenerationRequest? generation)
    {
        generation = null;
        JobRejected Refuse(JobRejectReason reason, string detail) =>
            new(request.Id, reason, detail.Length > WireLimits.TextChars ? detail[..WireLimits.TextChars] : detail);

        lock (_gate)
        {
            if (FindObstacleLocked(request.Id) is { } obstacle)
            {
                return obstacle;
            }
        }
        try
        {
            generation = JobRequestReader.Read(request);
        }
        catch (WireFormatException e)
        {
            return Refuse(JobRejectReason.Invalid, e.Message);
        }
        if (generation.Validate() is RequestCheckOutcome.Faulty faulty)
        {
            return Refuse(JobRejectReason.Invalid, string.Join(' ', faulty.Faults));
        }
        if (locks.FindFault(request) is { } fault)
        {
            return fault;
        }
        return models.Has(request.Model) || models.IsExpected(request.Model)
            ? null
            : Refuse(JobRejectReason.Model, $"Model {request.Model} is not on this device.");
    }

    private JobRejected? FindObstacleLocked(JobId id) =>
        _draining ? new JobRejected(id, JobRejectReason.Draining, "The device is shutting down.")
        : _jobs.Count >= options.Value.QueueLimit
            ? new JobRejected(id, JobRejectReason.Busy, $"The queue is full with {_jobs.Count} jobs.")
            : null;

    private JobRejected? Start(JobRequest request, GenerationRequest generation)
    {
        Job job;
        lock (_gate)
        {
            // Again: the word to stop may have come while the job was examined, and nobody would wait for this one.
            if (FindObstacleLocked(request.Id) is { } obstacle)
            {
                return obstacle;
            }
            job = new Job(request, generation, streams.Open(request.Id), time);
            _jobs.Add(job.Id, job);
            _runs.Add(job.Id, Task.Run(() => RunAsync(job), CancellationToken.None));
        }
        LogAccepted(job.Id);
        Changed?.Invoke(this, EventArgs.Empty);
        return null;
    }

    private async Task RunAsync(Job job)
    {
        var result = new JobResult(job.Id, 0, JobOutcome.Failed, 0, 0, Detail: "The device failed; its log says why.");
        try
        {
            await link.TrySendAsync(Leaves.LockAck, new JobAccepted(job.Id), WireJson.Default.JobAccepted, CancellationToken.None);
            result = await runner.RunAsync(job);
        }
        finally
        {
            lock (_gate)
            {
                _jobs.Remove(job.Id); // before the result leaves: a hub that has it may place the next job here at once
            }
            streams.Finish(job.Stream, result, job.Remaining);
            lock (_gate)
            {
                _runs.Remove(job.Id);
            }
            job.Dispose();
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.JobAccepted, Level = LogLevel.Information, Message = "Job {Job} taken")]
    private partial void LogAccepted(JobId job);

    [LoggerMessage(EventId = EdgeEventIds.JobRejected, Level = LogLevel.Warning, Message = "Job {Job} not taken, {Reason}: {Detail}")]
    private partial void LogRejected(JobId job, JobRejectReason reason, string detail);

    [LoggerMessage(EventId = EdgeEventIds.JobCancelled, Level = LogLevel.Information, Message = "Job {Job} cancelled: {Reason}")]
    private partial void LogCancelled(JobId job, string reason);

    [LoggerMessage(EventId = EdgeEventIds.JobsDraining, Level = LogLevel.Information,
        Message = "Stopping: {Count} jobs have {Seconds} s to finish")]
    private partial void LogDraining(int count, int seconds);

    [LoggerMessage(EventId = EdgeEventIds.JobsDrained, Level = LogLevel.Debug, Message = "All jobs have ended")]
    private partial void LogDrained();
}
