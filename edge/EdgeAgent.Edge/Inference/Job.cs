using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Streaming;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>A job that was taken: its request, its stream, its deadline, and why it was stopped.</summary>
internal sealed class Job : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _time;
    private readonly ITimer _deadline;
    private readonly long _received;
    private bool _disposed;

    public Job(JobRequest request, GenerationRequest generation, JobStream stream, TimeProvider time)
    {
        Request = request;
        Generation = generation;
        Stream = stream;
        _time = time;
        _received = time.GetTimestamp();
        _deadline = time.CreateTimer(
            static job => ((Job)job!).Stop(JobOutcome.Expired, "The job's time ran out."),
            this,
            TimeSpan.FromMilliseconds(request.TtlMs),
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the hub sent.</summary>
    public JobRequest Request { get; }

    /// <summary>The same for the runtime.</summary>
    public GenerationRequest Generation { get; }

    /// <summary>The way of the answer.</summary>
    public JobStream Stream { get; }

    /// <summary>The job's name.</summary>
    public JobId Id => Request.Id;

    /// <summary>Fires when the job must end within one token.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Why <see cref="Stopping"/> fired; null before.</summary>
    public JobOutcome? StopOutcome { get; private set; }

    /// <summary>The same in words.</summary>
    public string? StopDetail { get; private set; }

    /// <summary>Time left until the deadline; negative behind it.</summary>
    public TimeSpan Remaining => TimeSpan.FromMilliseconds(Request.TtlMs) - _time.GetElapsedTime(_received);

    /// <summary>Stops the job; the first reason counts.</summary>
    public void Stop(JobOutcome outcome, string detail)
    {
        lock (_gate)
        {
            if (_disposed || StopOutcome is not null)
            {
                return;
            }
            StopOutcome = outcome;
            StopDetail = detail;
        }
        try
        {
            _stopping.Cancel(); // outside of the lock: what was waiting may run at once
        }
        catch (ObjectDisposedException)
        {
            // The job ended by itself in the same moment.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }
        _deadline.Dispose();
        _stopping.Dispose();
    }
}
