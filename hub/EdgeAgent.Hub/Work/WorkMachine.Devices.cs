using System.Diagnostics;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Work;

/// <content>What devices say and do.</content>
internal sealed partial class WorkMachine
{
    private void OnUndelivered()
    {
        _skipped.Add(_attempt!.Device);
        Forget(cancelReason: null);
        Place();
    }

    /// <summary>The device has answered or sent something: it has the job, and it is there.</summary>
    private void OnAlive()
    {
        if (!_attempt!.Accepted)
        {
            _attempt.Accepted = true;
            _accepted++;
        }
        _attempt.Lost = false;
        Phase = WorkPhase.Running;
    }

    private void OnRejected(JobRejected rejected)
    {
        switch (rejected.Reason)
        {
            case JobRejectReason.Invalid:
                OnInvalid(rejected.Detail);
                break;
            case JobRejectReason.Busy or JobRejectReason.Quote:
                _skipped.Add(_attempt!.Device);
                Forget(cancelReason: null);
                Place();
                break;
            case JobRejectReason.Model or JobRejectReason.Draining or JobRejectReason.Lock:
                MoveOn($"A device refused the work: {rejected.Detail}", exclude: true, cancelReason: null);
                break;
            default:
                throw new UnreachableException($"Reject reason {rejected.Reason}");
        }
    }

    private void OnItem(int seq, IWireMessage item, TimeSpan now)
    {
        OnAlive();
        switch (_attempt!.Items.Offer(seq, item))
        {
            case SequenceOutcome.Duplicate:
                _attempt.WantAck();
                return;
            case SequenceOutcome.TooFarAhead:
                MoveOn("A device's answer had a hole.", exclude: true, "a part is missing");
                return;
        }
        while (_attempt is not null && _attempt.Items.TryTake(out var next))
        {
            if (next is JobResult result)
            {
                OnResult(result, now);
                return;
            }
            OnChunk((JobChunk)next);
        }
    }

    private void OnChunk(JobChunk chunk)
    {
        if (_tokens.Count + chunk.Tokens.Count > _maxTokens)
        {
            MoveOn("A device sent more tokens than it was asked for.", exclude: true, "more tokens than asked");
            return;
        }
        _tokens.AddRange(chunk.Tokens);
        _text.Append(chunk.Text);
        _attempt!.Count(chunk.Text);
    }

    private void OnResult(JobResult result, TimeSpan now)
    {
        _attempt!.Result = result;
        _effects.Enqueue(new WorkEffect.Ack(_attempt.Job, _attempt.Device, _attempt.Items.Next));
        switch (result.Outcome)
        {
            case JobOutcome.Stop:
                Finish(Answer(FinishReason.Stop, result));
                break;
            case JobOutcome.Length:
                Finish(Answer(FinishReason.Length, result));
                break;
            case JobOutcome.Invalid:
                OnInvalid(result.Detail ?? "The device could not run the request.");
                break;
            case JobOutcome.Expired when now >= _deadline - WorkLimits.Answer:
                Finish(new WorkEnd.Expired());
                break;
            case JobOutcome.Cancelled:
                // Nobody here asked for it: the device is shutting down, and will be back.
                _mayReturn = true;
                MoveOn("A device was shut down.", exclude: true, cancelReason: null);
                break;
            case JobOutcome.Expired or JobOutcome.Failed or JobOutcome.Preempted:
                MoveOn(result.Detail ?? "A device failed.", exclude: true, cancelReason: null);
                break;
            default:
                throw new UnreachableException($"Outcome {result.Outcome}");
        }
    }

    private WorkEnd.Done Answer(FinishReason finish, JobResult result) => new(
        finish,
        result.Claim,
        Math.Max(0, result.UnitsIn - _attempt!.Resumed),
        _attempt.Resumed + result.UnitsOut);

    private void OnInvalid(string detail)
    {
        if (_attempt!.Resumed == 0)
        {
            Finish(new WorkEnd.Invalid(detail));
            return;
        }
        // The first device could run it; with its tokens behind the prompt the context of this one is full.
        Finish(new WorkEnd.Done(FinishReason.Length, Claim: null, PromptTokens: null, _tokens.Count));
    }

    private void OnDeviceLost()
    {
        if (!_attempt!.Accepted)
        {
            OnUndelivered();
            return;
        }
        _attempt.Lost = true;
        _lastFailure = "The connection to a device was lost.";
        LookElsewhere();
    }

    private void OnDeviceOnline(WorkEvent.DeviceOnline online, TimeSpan now)
    {
        if (_excluded.TryGetValue(online.Device, out var boot) && boot != online.Boot)
        {
            _excluded.Remove(online.Device);
        }
        _skipped.Remove(online.Device);
        if (_attempt?.Device == online.Device)
        {
            OnReturn(online.Boot, now);
        }
        else if (Phase == WorkPhase.Waiting)
        {
            LookElsewhere();
        }
    }

    private void OnReturn(ulong boot, TimeSpan now)
    {
        if (boot != _attempt!.Boot)
        {
            _mayReturn = true; // it is there, and may need a moment until it takes work
            MoveOn("A device was restarted.", exclude: false, cancelReason: null);
            return;
        }
        if (_attempt.Accepted)
        {
            OnAlive();
            _attempt.WantAck(); // spares the device from sending again what is here
            OnConsumed(now);
        }
    }

    /// <summary>Leaves the device for good.</summary>
    private void MoveOn(string failure, bool exclude, string? cancelReason)
    {
        _lastFailure = failure;
        if (exclude)
        {
            _excluded[_attempt!.Device] = _attempt.Boot;
        }
        Forget(cancelReason);
        if (_tokens.Count >= _maxTokens)
        {
            // All asked tokens are here; only the device's last word is missing.
            Finish(new WorkEnd.Done(FinishReason.Length, Claim: null, PromptTokens: null, _tokens.Count));
        }
        else if (CannotMove() is { } reason)
        {
            Finish(new WorkEnd.Failed(reason));
        }
        else
        {
            Place();
        }
    }

    /// <summary>Looks for another device while the lost one may still come back.</summary>
    private void LookElsewhere()
    {
        if (_attempt is not null && (_tokens.Count >= _maxTokens || CannotMove() is not null))
        {
            Phase = WorkPhase.Waiting;
            _retryDue = _deadline; // only its own return can help
            return;
        }
        Place();
    }

    private string? CannotMove()
    {
        if (_accepted >= WorkLimits.Attempts)
        {
            return $"{_lastFailure} {WorkLimits.Attempts} devices were tried.";
        }
        return _tokens.Count > _maxResume
            ? $"{_lastFailure} The answer already had {_tokens.Count} tokens; "
                + $"another device can go on after at most {_maxResume}."
            : null;
    }
}
