using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>A set of sequence numbers as sorted runs that do not touch. Not safe for concurrent callers.</summary>
internal sealed class SeqRuns
{
    private readonly List<SeqRange> _runs = [];

    /// <summary>The runs, rising.</summary>
    public IReadOnlyList<SeqRange> Runs => _runs;

    /// <summary>Adds a number.</summary>
    /// <returns>False when it was in the set.</returns>
    public bool Add(ulong seq)
    {
        var at = Behind(seq);
        if (at > 0 && _runs[at - 1].To >= seq)
        {
            return false;
        }
        Insert(at, new SeqRange(seq, seq));
        return true;
    }

    /// <summary>Adds a range; what of it was in the set stays.</summary>
    public void Add(SeqRange range)
    {
        var first = Behind(range.From);
        if (first > 0 && _runs[first - 1].To >= range.From)
        {
            first--;
        }
        var end = first;
        while (end < _runs.Count && _runs[end].From <= range.To)
        {
            range = new SeqRange(Math.Min(range.From, _runs[end].From), Math.Max(range.To, _runs[end].To));
            end++;
        }
        _runs.RemoveRange(first, end - first);
        Insert(first, range);
    }

    /// <summary>Takes the oldest hole for filled.</summary>
    public void FillOldestHole()
    {
        if (_runs.Count > 1)
        {
            _runs[1] = new SeqRange(_runs[0].From, _runs[1].To);
            _runs.RemoveAt(0);
        }
    }

    /// <summary>Whether all of a range is in the set.</summary>
    public bool Contains(SeqRange range)
    {
        var at = Behind(range.From);
        return at > 0 && _runs[at - 1].To >= range.To;
    }

    /// <summary>Index of the first run that begins behind a number.</summary>
    private int Behind(ulong seq)
    {
        // Most numbers come at the end.
        if (_runs.Count == 0 || _runs[^1].From <= seq)
        {
            return _runs.Count;
        }
        var (low, high) = (0, _runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _runs[middle].From <= seq ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private void Insert(int at, SeqRange range)
    {
        if (at < _runs.Count && _runs[at].From == range.To + 1)
        {
            range = range with { To = _runs[at].To };
            _runs.RemoveAt(at);
        }
        if (at > 0 && _runs[at - 1].To + 1 == range.From)
        {
            _runs[at - 1] = _runs[at - 1] with { To = range.To };
            return;
        }
        _runs.Insert(at, range);
    }
}
