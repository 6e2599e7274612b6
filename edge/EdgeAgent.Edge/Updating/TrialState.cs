namespace EdgeAgent.Edge.Updating;

/// <summary>How a start finds things.</summary>
internal abstract record TrialState
{
    private TrialState()
    {
    }

    /// <summary>Nothing is on trial.</summary>
    internal sealed record None : TrialState;

    /// <summary>This program is the new version and has to prove itself.</summary>
    /// <param name="Candidate">Its version.</param>
    internal sealed record Running(string Candidate) : TrialState;

    /// <summary>A new version was given up, or its switch was cut off; this program is the former one.</summary>
    /// <param name="Candidate">What was tried.</param>
    /// <param name="Reason">The guard's words; null: the switch was cut off before the new version ran.</param>
    internal sealed record GivenUp(string Candidate, string? Reason) : TrialState;
}
