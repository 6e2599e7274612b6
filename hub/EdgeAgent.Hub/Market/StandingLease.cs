using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Market;

/// <summary>A prepaid lock on a device's standing quote: a person's request draws on it without an auction. Safe for concurrent callers.</summary>
/// <param name="quote">The device's standing quote.</param>
/// <param name="signed">The hub's lock on it; its escrow stands in the ledger.</param>
/// <param name="model">The model.</param>
/// <param name="ends">When no more work is placed under it.</param>
internal sealed class StandingLease(SignedQuote quote, SignedLock signed, ModelDigest model, DateTimeOffset ends)
{
    private readonly Lock _gate = new();
    private long _leftMicros = (long)signed.Lock.MaxSpend;
    private int _open;
    private bool _closed;

    /// <summary>The device's standing quote.</summary>
    public SignedQuote Quote { get; } = quote;

    /// <summary>The hub's lock on it.</summary>
    public SignedLock Lock { get; } = signed;

    /// <summary>The lease's own agreement, whose escrow pays.</summary>
    public Bytes32 Agreement { get; } = Identity.Agreement.Hash(signed.Lock);

    /// <summary>The model.</summary>
    public ModelDigest Model { get; } = model;

    /// <summary>When no more work is placed under it.</summary>
    public DateTimeOffset Ends { get; } = ends;

    /// <summary>The device.</summary>
    public Address Device => Quote.Quote.Provider;

    /// <summary>Ends it for good, unless work under it is not settled yet.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return _closed = _open == 0;
        }
    }

    /// <summary>Whether it can take work that may cost so much.</summary>
    public bool Has(UInt128 maxSpend)
    {
        lock (_gate)
        {
            return !_closed && maxSpend <= (UInt128)Math.Max(0, _leftMicros);
        }
    }

    /// <summary>Keeps money for one piece of work.</summary>
    public bool TryReserve(UInt128 maxSpend)
    {
        lock (_gate)
        {
            if (_closed || maxSpend > (UInt128)Math.Max(0, _leftMicros))
            {
                return false;
            }
            _leftMicros -= (long)maxSpend;
            _open++;
            return true;
        }
    }

    /// <summary>A piece of work is settled: what it did not cost is free again.</summary>
    public void Release(UInt128 maxSpend, UInt128 paid)
    {
        lock (_gate)
        {
            _leftMicros += (long)(maxSpend - paid);
            _open--;
        }
    }
}
