using System.Diagnostics;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>
/// The life of one piece of work, from placement to its end, over as many devices as it needs. Pure: events and the
/// time come in, effects and text come out; it neither waits nor sends. Not safe for concurrent callers.
/// </summary>
/// <remarks>
/// Placing → Offered → Running → Ended, with Waiting beside them. A device that is lost while it runs the job keeps it
/// until another one takes over: if it comes back in the same boot before that, its stream simply goes on.
/// </remarks>
internal sealed partial class WorkMachine
{
    private readonly int _maxTokens;
    private readonly int _maxResume;
    private readonly TimeSpan _deadline;
    private readonly TimeSpan _patienceEnd;
    private readonly Queue<WorkEffect> _effects = new();
    private readonly List<int> _tokens = [];
    private readonly StringBuilder _text = new();

    // Not again in that boot of the device: it failed this work or cannot do it.
    private readonly Dictionary<Address, ulong> _excluded = [];

    // Not in this round: full, or gone at the moment of sending.
    private readonly HashSet<Address> _skipped = [];

    private WorkAttempt? _attempt;
    private TimeSpan _retryDue;
    private int _accepted;
    private bool _mayReturn;
    private string _lastFailure = "";

    /// <summary>Starts by asking for a device.</summary>
    /// <param name="maxTokens">Most tokens of the whole answer.</param>
    /// <param name="maxResume">Most tokens behind which another device can go on.</param>
    /// <param name="limit">Time for all of it.</param>
    /// <param name="now">The time, from any origin.</param>
    public WorkMachine(int maxTokens, int maxResume, TimeSpan limit, TimeSpan now)
    {
        _maxTokens = maxTokens;
        _maxResume = maxResume;
        _deadline = now + limit;
        _patienceEnd = now + WorkLimits.Patience;
        Place();
    }

    /// <summary>Where it stands.</summary>
    public WorkPhase Phase { get; private set; }

    /// <summary>How it ended; null before.</summary>
    public WorkEnd? End { get; private set; }

    /// <summary>The device that has the job or had it last; null before the first placement.</summary>
    public Address? Device { get; private set; }

    /// <summary>Tokens delivered in full so far.</summary>
    public int TokenCount => _tokens.Count;

    /// <summary>When a <see cref="WorkEvent.Tick"/> is wanted.</summary>
    public TimeSpan NextDue => Phase switch
    {
        WorkPhase.Offered when _attempt!.AnswerDue < _deadline => _attempt.AnswerDue,
        WorkPhase.Waiting when _retryDue < _deadline => _retryDue,
        _ => _deadline,
    };

    /// <summary>Gives the next effect to carry out.</summary>
    public bool TryTakeEffect(out WorkEffect effect) => _effects.TryDequeue(out effect!);

    /// <summary>Takes the text that has come since the last call.</summary>
    public string TakeText()
    {
        if (_text.Length == 0)
        {
            return "";
        }
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    /// <summary>
    /// Takes an event. Events for a job that is no longer this work's, and events after the end, change nothing.
    /// </summary>
    public void Handle(WorkEvent happened, TimeSpan now)
    {
        if (Phase == WorkPhase.Ended)
        {
            return;
        }
        switch (happened)
        {
            case WorkEvent.Placed e: OnPlaced(e, now); break;
            case WorkEvent.NoDevice e: OnNoDevice(e.Obstacle, now); break;
            case WorkEvent.Undelivered e when IsCurrent(e.Job): OnUndelivered(); break;
            case WorkEvent.Accepted e when IsCurrent(e.Job): OnAlive(); break;
            case WorkEvent.Rejected e when IsCurrent(e.Message.Job): OnRejected(e.Message); break;
            case WorkEvent.Chunk e when IsCurrent(e.Message.Job): OnItem(e.Message.Seq, e.Message, now); break;
            case WorkEvent.Result e when IsCurrent(e.Message.Job): OnItem(e.Message.Seq, e.Message, now); break;
            case WorkEvent.DeviceOnline e: OnDeviceOnline(e, now); break;
            case WorkEvent.DeviceOffline e when _attempt is { Lost: false } && _attempt.Device == e.Device:
                OnDeviceLost();
                break;
            case WorkEvent.Tick: OnTick(now); break;
            case WorkEvent.Consumed: OnConsumed(now); break;
            case WorkEvent.ClientGone: Finish(new WorkEnd.Abandoned(), "the client went away"); break;
            case WorkEvent.Flooded:
                Finish(new WorkEnd.Failed("A device sent more than it was allowed to."), "too much unacknowledged");
                break;
        }
    }

    private bool IsCurrent(JobId job) => _attempt?.Job == job;

    private void Place()
    {
        Phase = WorkPhase.Placing;
        var excluded = new HashSet<Address>(_excluded.Keys);
        excluded.UnionWith(_skipped);
        if (_attempt is not null)
        {
            excluded.Add(_attempt.Device);
        }
        _effects.Enqueue(new WorkEffect.Place(excluded, _tokens.Count, _maxTokens - _tokens.Count));
    }

    private void OnPlaced(WorkEvent.Placed placed, TimeSpan now)
    {
        Debug.Assert(Phase == WorkPhase.Placing, "Placed answers Place at once.");
        Forget("moved to another device");
        _attempt = new WorkAttempt(placed.Job, placed.Device, placed.Boot, _tokens.Count, now);
        Device = placed.Device;
        Phase = WorkPhase.Offered;
        _effects.Enqueue(new WorkEffect.Offer(
            placed.Job, placed.Device, [.. _tokens], _maxTokens - _tokens.Count, _deadline - now));
    }

    private void OnNoDevice(MarketObstacle obstacle, TimeSpan now)
    {
        _retryDue = now + WorkLimits.Retry;
        if (_attempt is { Lost: false })
        {
            Phase = WorkPhase.Offered; // silent so far, but the only one there is
            _attempt.AnswerDue = _retryDue;
            return;
        }
        var full = obstacle == MarketObstacle.AllBusy || _skipped.Count > 0;
        if (_attempt is not null || _mayReturn || (full && now < _patienceEnd))
        {
            Phase = WorkPhase.Waiting;
            return;
        }
        Finish(_accepted > 0
            ? new WorkEnd.Failed($"{_lastFailure} No other device can go on.")
            : new WorkEnd.NoDevice(obstacle));
    }

    private void OnTick(TimeSpan now)
    {
        if (now >= _deadline)
        {
            Finish(new WorkEnd.Expired(), "the deadline passed");
        }
        else if (Phase == WorkPhase.Offered && now >= _attempt!.AnswerDue)
        {
            if (now >= _attempt.LateAnswerDue)
            {
                MoveOn("A device did not answer.", exclude: true, "no answer");
                return;
            }
            Place();
        }
        else if (Phase == WorkPhase.Waiting && now >= _retryDue)
        {
            _skipped.Clear();
            LookElsewhere();
        }
    }

    private void OnConsumed(TimeSpan now)
    {
        if (_attempt is { Accepted: true, Lost: false } && _attempt.TryAck(now, out var next))
        {
            _effects.Enqueue(new WorkEffect.Ack(_attempt.Job, _attempt.Device, next));
        }
    }

    private void Forget(string? cancelReason)
    {
        if (_attempt is not null)
        {
            _effects.Enqueue(new WorkEffect.Forget(_attempt.Job, _attempt.Device, cancelReason, Delivered(_attempt)));
            _attempt = null;
        }
    }

    private WorkDelivery? Delivered(WorkAttempt attempt)
    {
        if (!attempt.Accepted)
        {
            return null;
        }
        var result = attempt.Result;
        var complete = result?.Outcome is JobOutcome.Stop or JobOutcome.Length;
        return new WorkDelivery(
            result?.UnitsIn,
            _tokens.Count - attempt.Resumed,
            complete,
            result?.UnitsOut ?? 0,
            complete ? ReceiptReason.None
                : result?.Outcome == JobOutcome.Preempted ? ReceiptReason.Preempted
                : End is null && result is null ? ReceiptReason.Moved
                : ReceiptReason.Cancelled);
    }

    private void Finish(WorkEnd end, string? cancelReason = null)
    {
        Forget(cancelReason);
        Phase = WorkPhase.Ended;
        End = end;
    }
}
