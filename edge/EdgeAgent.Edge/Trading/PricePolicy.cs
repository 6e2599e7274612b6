using System.Globalization;

namespace EdgeAgent.Edge.Trading;

/// <summary>The owner's prices. Pure: the same reading gives the same offer.</summary>
internal static class PricePolicy
{
    /// <summary>Micro-credits of one credit.</summary>
    public const double MicrosPerCredit = 1_000_000;

    private const double UnknownTokensPerSecond = 10;

    /// <summary>Reading a prompt is that much cheaper than generating: many tokens share one pass over the weights.</summary>
    private const double ReadingShare = 8;

    private const uint FirstTokenMs = 250;
    private const uint LoadMs = 5_000;

    /// <summary>Prices work on one model.</summary>
    public static PriceOutcome Price(TradingOptions options, CapacityReading reading)
    {
        if (!options.Sell)
        {
            return new PriceOutcome.Declined("The owner has stopped selling.");
        }
        if (IsOwnTime(options, reading.Hour))
        {
            return new PriceOutcome.Declined("It is the owner's time.");
        }
        if (reading.TempC > options.MaxTempC)
        {
            return new PriceOutcome.Declined(string.Create(
                CultureInfo.InvariantCulture, $"{reading.TempC:F0} °C; it sells up to {options.MaxTempC:F0} °C."));
        }
        if (reading.Jobs >= reading.JobLimit)
        {
            return new PriceOutcome.Declined($"{reading.Jobs} of {reading.JobLimit} places are taken.");
        }
        var speed = reading.TokensPerSecond is > 0 and var measured ? measured : UnknownTokensPerSecond;
        var perHour = (options.Watts / 1000 * options.EnergyCreditsPerKwh) + options.WearCreditsPerHour;
        var demand = 1 + ((double)reading.Jobs / reading.JobLimit);
        var perToken = perHour * MicrosPerCredit / 3600 / speed * (1 + (options.MarginPercent / 100)) * demand;
        var priceOut = (ulong)Math.Max(options.LeastPriceOut, Math.Ceiling(perToken));
        return new PriceOutcome.Offered(
            (ulong)Math.Ceiling(priceOut / ReadingShare),
            priceOut,
            FirstTokenMs * (uint)(reading.Jobs + 1),
            reading.Loaded ? 0 : LoadMs);
    }

    private static bool IsOwnTime(TradingOptions options, int hour) => options.OwnFromHour <= options.OwnToHour
        ? hour >= options.OwnFromHour && hour < options.OwnToHour
        : hour >= options.OwnFromHour || hour < options.OwnToHour; // over midnight
}
