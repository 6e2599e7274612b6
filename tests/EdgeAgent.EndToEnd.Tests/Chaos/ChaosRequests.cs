namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>How the requests of a run went.</summary>
/// <param name="Answered">Whole answers.</param>
/// <param name="FailedHonestly">Ended with an error that says so.</param>
/// <param name="Faults">Broken promises; none are allowed.</param>
internal sealed record ChaosRequests(int Answered, int FailedHonestly, IReadOnlyList<string> Faults)
{
    public override string ToString() => $"{Answered} answered, {FailedHonestly} ended with an error";
}
