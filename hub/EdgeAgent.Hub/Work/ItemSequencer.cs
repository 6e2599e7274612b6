using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Hub.Work;

/// <summary>
/// Brings the items of one job's stream into order: each exactly once, by place, whatever arrives how often.
/// </summary>
/// <typeparam name="T">Chunk or result.</typeparam>
internal sealed class ItemSequencer<T>
    where T : class
{
    /// <summary>Most items that may wait for an earlier one.</summary>
    public const int MaxAhead = 64;

    private readonly Dictionary<int, T> _ahead = [];

    /// <summary>The place that is waited for.</summary>
    public int Next { get; private set; }

    /// <summary>Takes an item.</summary>
    public SequenceOutcome Offer(int seq, T item)
    {
        if (seq < Next || _ahead.ContainsKey(seq))
        {
            return SequenceOutcome.Duplicate;
        }
        if (seq > Next && _ahead.Count == MaxAhead)
        {
            return SequenceOutcome.TooFarAhead;
        }
        _ahead.Add(seq, item);
        return SequenceOutcome.Taken;
    }

    /// <summary>Gives the next item in order, when it is there.</summary>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        if (!_ahead.Remove(Next, out item))
        {
            return false;
        }
        Next++;
        return true;
    }
}
