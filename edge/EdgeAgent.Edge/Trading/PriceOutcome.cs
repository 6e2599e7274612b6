namespace EdgeAgent.Edge.Trading;

/// <summary>What the policy makes of a request.</summary>
internal abstract record PriceOutcome
{
    private PriceOutcome()
    {
    }

    /// <summary>The device offers.</summary>
    /// <param name="PriceIn">For a token read, micro-credits.</param>
    /// <param name="PriceOut">For a token generated, micro-credits.</param>
    /// <param name="TtftMs">Expected time to the first token, milliseconds.</param>
    /// <param name="ColdLoadMs">Time to load the model first, milliseconds.</param>
    public sealed record Offered(ulong PriceIn, ulong PriceOut, uint TtftMs, uint ColdLoadMs) : PriceOutcome;

    /// <summary>It does not.</summary>
    /// <param name="Reason">Why, for the owner.</param>
    public sealed record Declined(string Reason) : PriceOutcome;
}
