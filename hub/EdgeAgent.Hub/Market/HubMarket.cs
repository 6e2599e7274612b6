using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Identity;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Market;

/// <summary>Finds a provider for a piece of work: under a standing lease at once, else by an auction. Safe for concurrent callers.</summary>
internal sealed class HubMarket(
    MarketCandidates candidates,
    LeaseBook leases,
    LeaseWishes wishes,
    AuctionRoom auctions,
    RfqMaker rfqs,
    DeviceLoad load,
    Trust trust,
    HubLedger ledger,
    LedgerKeeper keeper,
    IOptions<MarketOptions> options,
    TimeProvider time)
{
    /// <summary>An answer's length that prices are compared for, tokens.</summary>
    private const uint TypicalOut = 256;

    /// <summary>Chooses a device that is connected and has the model.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MarketOutcome> PlaceAsync(MarketOrder order, CancellationToken cancellationToken)
    {
        var found = candidates.Find(order.Model, order.Excluded, out var obstacle);
        if (found.Count == 0)
        {
            return new MarketOutcome.NoDevice(obstacle);
        }
        wishes.Want(order.Model);
        if (TakeLease(order, found) is { } leased)
        {
            return new MarketOutcome.Placed(leased);
        }
        var free = found.Where(candidate => load.InFlight(candidate.Device) < candidate.Slots).ToList();
        if (free.Count == 0)
        {
            return new MarketOutcome.NoDevice(MarketObstacle.AllBusy);
        }
        var maxPrice = (UInt128)Math.Max(0, ledger.Read(book => book.CreditOf(LedgerAccount.Household)));
        var quotes = await auctions.AskAsync(
            rfqs.ForWork(order.Kind, order.Model, order.MaxIn, order.MaxOut, maxPrice, order.Limit),
            [.. free.Select(candidate => candidate.Device)],
            MarketLimits.QuoteWindow,
            cancellationToken);
        var bids = quotes.Select(quote => Bid(order, free.First(c => c.Device == quote.Quote.Provider), quote, null));
        return load.Take([.. bids], options.Value.SecondMicros) is { } best
            ? new MarketOutcome.Placed(new Deal(best, MaxSpend(order, best.Quote), Release))
            : new MarketOutcome.NoDevice(MarketObstacle.AllBusy);
    }

    /// <summary>Sets the money of a deal aside, on disk; under a lease it is there already.</summary>
    /// <returns>False: the household has no credit left.</returns>
    public async Task<bool> OpenAsync(Deal deal, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (deal.Lease is not null)
        {
            return true;
        }
        if (await PostOpenAsync(deal, limit, cancellationToken))
        {
            return true;
        }
        await keeper.PayOutAsync(cancellationToken);
        return await PostOpenAsync(deal, limit, cancellationToken);
    }

    /// <summary>A device does not honour its standing quote any more: the next work gets a new one.</summary>
    public void EndLease(Deal? deal)
    {
        if (deal?.Lease is { } lease)
        {
            leases.End(lease);
        }
    }

    private async Task<bool> PostOpenAsync(Deal deal, TimeSpan limit, CancellationToken cancellationToken) =>
        await ledger.PostAsync(
            _ => LedgerDrafts.Open(
                deal.Agreement,
                LedgerAccount.Household,
                (long)deal.MaxSpend,
                ledger.NowMs + (long)(limit + MarketLimits.Grace).TotalMilliseconds,
                ledger.NowMs),
            cancellationToken) is LedgerOutcome.Posted;

    private Deal? TakeLease(MarketOrder order, IReadOnlyList<MarketCandidate> found)
    {
        var now = time.GetUtcNow();
        var bids = new List<MarketBid>();
        foreach (var candidate in found)
        {
            if (leases.Find(candidate.Device, order.Model, now) is { } lease
                && lease.Has(MaxSpend(order, lease.Quote)))
            {
                bids.Add(Bid(order, candidate, lease.Quote, lease));
            }
        }
        // A provider without a lease must not be passed over for good: the keeper asks it for one.
        while (bids.Count > 0 && load.Take(bids, options.Value.SecondMicros) is { } best)
        {
            var maxSpend = MaxSpend(order, best.Quote);
            if (best.Lease!.TryReserve(maxSpend))
            {
                return new Deal(best, maxSpend, Release);
            }
            load.Release(best.Device); // another request was faster
            bids.Remove(best);
        }
        return null;
    }

    private MarketBid Bid(MarketOrder order, MarketCandidate candidate, SignedQuote quote, StandingLease? lease) => new()
    {
        Device = candidate.Device,
        Boot = candidate.Boot,
        Slots = (int)Math.Min((uint)candidate.Slots, quote.Quote.Capacity),
        Quote = quote,
        Lease = lease,
        Queue = candidate.Queue,
        Loaded = candidate.Loaded,
        TokensPerSecond = candidate.TokensPerSecond,
        TrustPermille = trust.PermilleOf(candidate.Device),
        ExpectedIn = order.MaxIn,
        ExpectedOut = Math.Min(order.MaxOut, TypicalOut),
    };

    private static UInt128 MaxSpend(MarketOrder order, SignedQuote quote) =>
        QuotePrice.Of(quote.Quote, order.MaxIn, order.MaxOut);

    private void Release(Deal deal) => load.Release(deal.Device);
}
