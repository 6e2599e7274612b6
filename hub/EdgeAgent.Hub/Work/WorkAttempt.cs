using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Work;

/// <summary>One job on one device.</summary>
/// <param name="job">The job.</param>
/// <param name="device">The device.</param>
/// <param name="boot">The device's boot counter when it was chosen.</param>
/// <param name="resumed">Tokens that predecessors had delivered.</param>
/// <param name="now">Time of the offer.</param>
internal sealed class WorkAttempt(JobId job, Address device, ulong boot, int resumed, TimeSpan now)
{
    private int _acked;
    private int _charsSinceAck;
    private TimeSpan _lastAck = now;
    private bool _ackWanted;

    public JobId Job { get; } = job;

    public Address Device { get; } = device;

    public ulong Boot { get; } = boot;

    public int Resumed { get; } = resumed;

    /// <summary>The device's stream.</summary>
    public ItemSequencer<IWireMessage> Items { get; } = new();

    /// <summary>The device has said that it takes the job.</summary>
    public bool Accepted { get; set; }

    /// <summary>The device's connection is gone.</summary>
    public bool Lost { get; set; }

    /// <summary>The device's last word; null before.</summary>
    public JobResult? Result { get; set; }

    /// <summary>When to look for another device because this one has not answered.</summary>
    public TimeSpan AnswerDue { get; set; } = now + WorkLimits.Answer;

    /// <summary>When to give up waiting for its answer.</summary>
    public TimeSpan LateAnswerDue { get; } = now + WorkLimits.LateAnswer;

    /// <summary>A duplicate has come: the device has missed an acknowledgement.</summary>
    public void WantAck() => _ackWanted = true;

    /// <summary>Text has been put out.</summary>
    public void Count(string text) => _charsSinceAck += text.Length;

    /// <summary>
    /// Decides, after the client has taken everything, whether the device is told; then counts from anew.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="next">The place to acknowledge up to.</param>
    public bool TryAck(TimeSpan now, out int next)
    {
        next = Items.Next;
        var due = _ackWanted
            || next - _acked >= WorkLimits.AckItems
            || _charsSinceAck >= WorkLimits.AckChars
            || (next > _acked && now - _lastAck >= WorkLimits.AckAge);
        if (due)
        {
            _acked = next;
            _charsSinceAck = 0;
            _lastAck = now;
            _ackWanted = false;
        }
        return due;
    }
}
