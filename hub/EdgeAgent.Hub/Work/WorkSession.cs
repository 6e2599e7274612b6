using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Placement;

namespace EdgeAgent.Hub.Work;

/// <summary>
/// One piece of work with its client: queues what devices say until the client reads, runs the
/// <see cref="WorkMachine"/>, carries out its effects. A client that reads slowly is not acknowledged for, so the
/// device holds back.
/// </summary>
internal sealed class WorkSession : IWorkReader, IAsyncDisposable
{
    private readonly WorkOrder _order;
    private readonly WorkPorts _ports;
    private readonly WorkMachine _machine;
    private readonly ITimer _timer;
    private readonly long _started;
    private readonly Channel<WorkEvent> _events = Channel.CreateBounded<WorkEvent>(
        new BoundedChannelOptions(WorkLimits.QueuedEvents) { SingleReader = true });

    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private int _queuedChars;
    private int _offers;
    private bool _hasText;
    private bool _disposed;

    /// <summary>Begins; nothing is sent before the first <see cref="ReadAsync"/>.</summary>
    public WorkSession(WorkOrder order, WorkPorts ports)
    {
        _order = order;
        _ports = ports;
        _started = ports.Time.GetTimestamp();
        _machine = new WorkMachine(
            order.MaxTokens, JobSize.ResumeRoom(order.Input, order.Stop), order.Limit, TimeSpan.Zero);
        _timer = ports.Time.CreateTimer(
            static state => ((WorkSession)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes an event from a device; never blocks. What does not fit ends the work.</summary>
    public void Post(WorkEvent happened)
    {
        var chars = happened is WorkEvent.Chunk chunk
            ? Interlocked.Add(ref _queuedChars, chunk.Message.Text.Length)
            : 0;
        if (chars > WorkLimits.QueuedChars || !_events.Writer.TryWrite(happened))
        {
            _events.Writer.TryComplete();
        }
    }

    /// <summary>Waits for more of the answer. Calling it says that the batch before has reached the client.</summary>
    /// <exception cref="OperationCanceledException">The client went away; dispose the session.</exception>
    public async ValueTask<WorkBatch> ReadAsync(CancellationToken cancellationToken)
    {
        Handle(WorkEvent.Consumed.Instance);
        await RunEffectsAsync(cancellationToken);
        while (true)
        {
            var text = _machine.TakeText();
            if (text.Length > 0 || _machine.End is not null)
            {
                CountFirst(text);
                return new WorkBatch(text, _machine.Device, _machine.End);
            }
            ArmTimer();
            if (!await _events.Reader.WaitToReadAsync(cancellationToken))
            {
                Handle(WorkEvent.Flooded.Instance);
            }
            while (_events.Reader.TryRead(out var happened))
            {
                if (happened is WorkEvent.Chunk chunk)
                {
                    Interlocked.Add(ref _queuedChars, -chunk.Message.Text.Length);
                }
                Handle(happened);
                await RunEffectsAsync(cancellationToken);
            }
            await RunEffectsAsync(cancellationToken);
        }
    }

    /// <summary>Ends the work, done or not: a job that still runs is cancelled on its device.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        await _timer.DisposeAsync();
        Handle(WorkEvent.ClientGone.Instance);
        while (_machine.TryTakeEffect(out var effect))
        {
            if (effect is WorkEffect.Forget or WorkEffect.Ack)
            {
                await RunAsync(effect, CancellationToken.None);
            }
        }
        _ports.Jobs.Remove(this);
        CountEnd();
    }

    private TimeSpan Now() => _ports.Time.GetElapsedTime(_started);

    private void Handle(WorkEvent happened) => _machine.Handle(happened, Now());

    private async ValueTask RunEffectsAsync(CancellationToken cancellationToken)
    {
        while (_machine.TryTakeEffect(out var effect))
        {
            await RunAsync(effect, cancellationToken);
        }
    }

    private async ValueTask RunAsync(WorkEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case WorkEffect.Place place:
                Place(place);
                break;
            case WorkEffect.Offer offer:
                if (_offers++ > 0)
                {
                    _ports.Metrics.JobMoved();
                    _ports.Log.Moved(offer);
                }
                var request = _ports.Signer.Sign(_order, offer);
                if (!await _ports.Link.TrySendAsync(
                    offer.Device, Leaves.Job, request, WireJson.Default.JobRequest, cancellationToken))
                {
                    Handle(new WorkEvent.Undelivered(offer.Job));
                }
                break;
            case WorkEffect.Ack ack:
                await _ports.Link.TrySendAsync(
                    ack.Device,
                    Leaves.ChunkAck,
                    new JobChunkAck(ack.Job, ack.Next),
                    WireJson.Default.JobChunkAck,
                    cancellationToken);
                break;
            case WorkEffect.Forget forget:
                _ports.Jobs.Forget(forget.Job);
                if (forget.CancelReason is not null)
                {
                    await CancelAsync(forget.Device, new JobCancel(forget.Job, forget.CancelReason), cancellationToken);
                }
                break;
        }
    }

    private async ValueTask CancelAsync(Address device, JobCancel cancel, CancellationToken cancellationToken)
    {
        if (await _ports.Link.TrySendAsync(
            device, Leaves.JobCancel, cancel, WireJson.Default.JobCancel, cancellationToken))
        {
            return;
        }
        // It is away; when it returns it must not go on with work that nobody waits for, even if this hub restarts.
        var expires = _ports.Time.GetUtcNow() + _order.Limit - Now();
        await _ports.Outbox.KeepAsync(
            device, Leaves.JobCancel, cancel, WireJson.Default.JobCancel, expires, cancellationToken);
    }

    private void Place(WorkEffect.Place place)
    {
        switch (_ports.Placement.Place(_order.Model, place.Excluded))
        {
            case PlacementOutcome.Placed placed:
                var job = JobId.New();
                _ports.Jobs.Assign(job, this, placed.Lease);
                Handle(new WorkEvent.Placed(job, placed.Lease.Device, placed.Lease.Boot));
                break;
            case PlacementOutcome.NoDevice none:
                Handle(new WorkEvent.NoDevice(none.Obstacle));
                break;
        }
    }

    private void CountFirst(string text)
    {
        if (!_hasText && text.Length > 0)
        {
            _hasText = true;
            _ports.Metrics.FirstText(Now());
        }
    }

    private void CountEnd()
    {
        _ports.Metrics.RequestEnded(_machine.End switch
        {
            WorkEnd.Done => "done",
            WorkEnd.Invalid => "invalid",
            WorkEnd.NoDevice => "no_device",
            WorkEnd.Failed => "failed",
            WorkEnd.Expired => "expired",
            _ => "abandoned",
        });
        switch (_machine.End)
        {
            case WorkEnd.Done done:
                _ports.Metrics.Answered(done.PromptTokens ?? 0, done.AnswerTokens);
                break;
            case WorkEnd.Failed failed:
                _ports.Log.Failed(failed.Detail);
                break;
        }
    }

    private void ArmTimer()
    {
        var due = _machine.NextDue;
        if (due == _armedFor)
        {
            return;
        }
        _armedFor = due;
        var wait = due - Now();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        _armedFor = TimeSpan.MaxValue;
        _events.Writer.TryWrite(WorkEvent.Tick.Instance); // when full, the reader wakes anyway and arms again
    }
}
