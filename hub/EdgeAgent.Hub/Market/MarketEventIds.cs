namespace EdgeAgent.Hub.Market;

/// <summary>Event ids of the market, 2520 to 2549; append only.</summary>
internal static class MarketEventIds
{
    public const int Leased = 2520;
    public const int NoCredit = 2521;
    public const int LeaseNotWritten = 2522;
    public const int Settled = 2523;
    public const int NotSettled = 2524;
    public const int TradesNotWritten = 2525;
}
