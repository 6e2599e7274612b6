namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Whether a key may spend.</summary>
internal abstract record SpendOutcome
{
    private SpendOutcome()
    {
    }

    /// <summary>It may; end the hold by a charge or a release.</summary>
    public sealed record Held(SpendHold Hold) : SpendOutcome;

    /// <summary>It would pass its limit.</summary>
    /// <param name="LimitMicros">The limit.</param>
    /// <param name="LeftMicros">What is neither spent nor held.</param>
    public sealed record Exhausted(long LimitMicros, long LeftMicros) : SpendOutcome;
}
