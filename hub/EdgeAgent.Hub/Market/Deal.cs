using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Market;

/// <summary>One piece of work on one device under one quote, from placement until it has left the device.</summary>
internal sealed class Deal(MarketBid bid, UInt128 maxSpend, Action<Deal> release)
{
    private Action<Deal>? _release = release;

    /// <summary>The device.</summary>
    public Address Device => bid.Device;

    /// <summary>
    /// The device's boot counter at placement: another one later means that it has forgotten the work.
    /// </summary>
    public ulong Boot => bid.Boot;

    /// <summary>The device's offer.</summary>
    public SignedQuote Quote => bid.Quote;

    /// <summary>The standing lease; null: the work has an escrow of its own.</summary>
    public StandingLease? Lease => bid.Lease;

    /// <summary>Most that may be paid, micro-credits.</summary>
    public UInt128 MaxSpend => maxSpend;

    /// <summary>The agreement, once the lock is signed.</summary>
    public Bytes32 Agreement { get; private set; }

    /// <summary>The agreement whose escrow pays.</summary>
    public Bytes32 Escrow => Lease?.Agreement ?? Agreement;

    /// <summary>The hub has signed the lock.</summary>
    public void Agree(Bytes32 agreement) => Agreement = agreement;

    /// <summary>Takes the work off the device's count, once.</summary>
    public void Return() => Interlocked.Exchange(ref _release, null)?.Invoke(this);
}
