namespace EdgeAgent.Edge.Sensing;

/// <summary>Finds senses of one sort.</summary>
internal interface ISenseSource
{
    /// <summary>What there is now; called again and again, so that what is plugged in appears and what is gone goes.</summary>
    /// <returns>The same ids for the same things.</returns>
    IEnumerable<Sense> Scan();
}
