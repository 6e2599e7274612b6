using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Trading;

/// <summary>Quotes for one lock that are out, and those that were taken. Safe for concurrent callers.</summary>
/// <remarks>In memory only: a restart forgets at most ten seconds, and no lock is ever good for two claims.</remarks>
internal sealed class QuoteBook
{
    /// <summary>Quotes that may be out at once.</summary>
    public const int MaxHolds = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<Bytes32, long> _out = [];
    private readonly HashSet<Bytes32> _used = [];
    private readonly PriorityQueue<Bytes32, long> _until = new();

    /// <summary>Holds a place for a quote; false when too many are out.</summary>
    public bool TryHold(Bytes32 quote, long validUntilMs, long nowMs)
    {
        lock (_gate)
        {
            Forget(nowMs);
            if (_out.Count >= MaxHolds)
            {
                return false;
            }
            _out[quote] = validUntilMs;
            _until.Enqueue(quote, validUntilMs);
            return true;
        }
    }

    /// <summary>Takes a quote, once; false when it was taken before.</summary>
    public bool TryUse(Bytes32 quote, long validUntilMs, long nowMs)
    {
        lock (_gate)
        {
            Forget(nowMs);
            if (!_out.Remove(quote))
            {
                _until.Enqueue(quote, validUntilMs); // from before a restart
            }
            return _used.Add(quote);
        }
    }

    private void Forget(long nowMs)
    {
        while (_until.TryPeek(out var quote, out var until) && until < nowMs)
        {
            _until.Dequeue();
            _out.Remove(quote);
            _used.Remove(quote);
        }
    }
}
