using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Identity;

/// <summary>What work costs under a quote; the same integers on both sides.</summary>
public static class QuotePrice
{
    /// <summary>Micro-credits for that many units. Cannot overflow: each product is below 2^128.</summary>
    public static UInt128 Of(Quote quote, ulong unitsIn, ulong unitsOut) => Sum(
        quote.PriceFixed, (UInt128)quote.PriceIn * unitsIn, (UInt128)quote.PriceOut * unitsOut);

    private static UInt128 Sum(UInt128 first, UInt128 second, UInt128 third)
    {
        // Prices and counts from outside may be as large as they like: a total that does not fit is "more than anybody has".
        var sum = first + second;
        if (sum < first)
        {
            return UInt128.MaxValue;
        }
        var total = sum + third;
        return total < sum ? UInt128.MaxValue : total;
    }
}
