using EdgeAgent.Edge.Trading;

namespace EdgeAgent.Edge.Tests.Trading;

public sealed class PricePolicyTests
{
    private static readonly CapacityReading s_idle = new(0, 8, 50, 20, Loaded: true, Hour: 12);

    [Fact]
    public void The_price_covers_energy_and_wear_and_the_owners_margin()
    {
        // 10 W at 36 credits a kWh and 0.36 credits of wear: 0.72 credits an hour, 200 micro-credits a second.
        var options = new TradingOptions
        {
            Watts = 10, EnergyCreditsPerKwh = 36, WearCreditsPerHour = 0.36, MarginPercent = 50,
        };
        var offered = Assert.IsType<PriceOutcome.Offered>(PricePolicy.Price(options, s_idle));
        Assert.Equal(15ul, offered.PriceOut); // 200 / 20 tokens a second, and half as much again
        Assert.Equal(2ul, offered.PriceIn);
        Assert.Equal(0u, offered.ColdLoadMs);
    }

    [Fact]
    public void Demand_raises_the_price_and_a_cold_model_is_told()
    {
        var options = new TradingOptions { Watts = 1000, MarginPercent = 0 };
        var idle = Assert.IsType<PriceOutcome.Offered>(PricePolicy.Price(options, s_idle));
        var busy = Assert.IsType<PriceOutcome.Offered>(
            PricePolicy.Price(options, s_idle with { Jobs = 4, Loaded = false }));
        Assert.InRange(busy.PriceOut, (idle.PriceOut * 3 / 2) - 1, (idle.PriceOut * 3 / 2) + 1);
        Assert.True(busy.ColdLoadMs > 0);
        Assert.True(busy.TtftMs > idle.TtftMs);
    }

    [Fact]
    public void The_owner_comes_first()
    {
        Declines(new TradingOptions { Sell = false }, s_idle);
        Declines(new TradingOptions(), s_idle with { Jobs = 8 });
        Declines(new TradingOptions(), s_idle with { JobLimit = 0 });
        Declines(new TradingOptions(), s_idle with { TempC = 90 });
        Declines(new TradingOptions { OwnFromHour = 8, OwnToHour = 18 }, s_idle);
        Declines(new TradingOptions { OwnFromHour = 22, OwnToHour = 6 }, s_idle with { Hour = 23 });
        Declines(new TradingOptions { OwnFromHour = 22, OwnToHour = 6 }, s_idle with { Hour = 5 });
        Assert.IsType<PriceOutcome.Offered>(PricePolicy.Price(
            new TradingOptions { OwnFromHour = 22, OwnToHour = 6 }, s_idle with { Hour = 6 }));
    }

    [Fact]
    public void Nothing_is_sold_below_the_owners_least_price()
    {
        var options = new TradingOptions { Watts = 0, WearCreditsPerHour = 0, LeastPriceOut = 7 };
        Assert.Equal(7ul, Assert.IsType<PriceOutcome.Offered>(PricePolicy.Price(options, s_idle)).PriceOut);
    }

    private static void Declines(TradingOptions options, CapacityReading reading) =>
        Assert.NotEmpty(Assert.IsType<PriceOutcome.Declined>(PricePolicy.Price(options, reading)).Reason);
}
