using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Tests.Market;

public sealed class AuctionTests
{
    private static readonly Address s_a = new([.. Enumerable.Repeat((byte)1, 20)]);
    private static readonly Address s_b = new([.. Enumerable.Repeat((byte)2, 20)]);
    private static readonly TimeSpan s_ms = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void It_closes_when_everybody_has_answered()
    {
        var auction = New();
        auction.Answer(s_a, Quote(s_a, 2), s_ms);
        Assert.False(auction.IsClosed(s_ms));
        auction.Answer(s_b, quote: null, s_ms);
        Assert.True(auction.IsClosed(s_ms));
        Assert.Single(auction.Quotes);
    }

    [Fact]
    public void It_closes_20_ms_behind_the_first_offer_so_that_one_frozen_device_costs_no_more()
    {
        var auction = New();
        auction.Answer(s_a, Quote(s_a, 2), 5 * s_ms);
        Assert.False(auction.IsClosed(24 * s_ms));
        Assert.True(auction.IsClosed(25 * s_ms));
    }

    [Fact]
    public void Without_offers_it_closes_after_300_ms()
    {
        var auction = New();
        auction.Answer(s_a, quote: null, s_ms);
        Assert.False(auction.IsClosed(299 * s_ms));
        Assert.True(auction.IsClosed(300 * s_ms));
    }

    [Fact]
    public void A_second_an_unasked_and_a_late_answer_change_nothing()
    {
        var auction = New();
        auction.Answer(new Address(new byte[20]), Quote(default, 1), s_ms);
        auction.Answer(s_a, Quote(s_a, 2), s_ms);
        auction.Answer(s_a, Quote(s_a, 1), s_ms);
        auction.Answer(s_b, Quote(s_b, 1), 30 * s_ms);
        Assert.Equal(2ul, Assert.Single(auction.Quotes).Quote.PriceOut);
    }

    [Fact]
    public void The_cheaper_of_two_wins_and_the_idle_one_of_two_equals()
    {
        var load = new DeviceLoad();
        Assert.Equal(s_b, load.Take([Bid(s_a, 4), Bid(s_b, 3)], 100)!.Device);
        load.Release(s_b);
        Assert.NotEqual(
            load.Take([Bid(s_a, 4), Bid(s_b, 4)], 100)!.Device, load.Take([Bid(s_a, 4), Bid(s_b, 4)], 100)!.Device);
    }

    [Fact]
    public void Who_seldom_delivers_has_to_be_much_cheaper()
    {
        var load = new DeviceLoad();
        Assert.Equal(s_a, load.Take([Bid(s_a, 40), Bid(s_b, 30) with { TrustPermille = 500 }], 0)!.Device);
        Assert.Equal(s_b, load.Take([Bid(s_a, 40), Bid(s_b, 10) with { TrustPermille = 500 }], 0)!.Device);
    }

    [Fact]
    public void Two_callers_at_once_never_see_the_same_idle_device()
    {
        var load = new DeviceLoad();
        var bids = Enumerable.Range(1, 10).Select(i => Bid(new Address([.. Enumerable.Repeat((byte)i, 20)]), 1)).ToList();
        var chosen = new Address[bids.Count];
        Parallel.For(0, chosen.Length, i => chosen[i] = load.Take(bids, 100)!.Device);
        Assert.Equal(chosen.Length, chosen.Distinct().Count());
        Assert.Null(load.Take(bids, 100)); // each has one place
    }

    private static Auction New() => new([s_a, s_b], TimeSpan.Zero, MarketLimits.QuoteWindow);

    private static MarketBid Bid(Address device, ulong priceOut) => new()
    {
        Device = device, Boot = 1, Slots = 1, Quote = Quote(device, priceOut), Loaded = true, TokensPerSecond = 20,
        ExpectedIn = 10, ExpectedOut = 100,
    };

    private static SignedQuote Quote(Address device, ulong priceOut) => new(
        new Quote(default, default, device, 0, 1, priceOut, 0, 8, 0, 0, default, default, 0, 0), default);
}
