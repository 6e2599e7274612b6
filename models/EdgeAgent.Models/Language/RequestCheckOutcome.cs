namespace EdgeAgent.Models.Language;

/// <summary>Whether a request's parameters are in range.</summary>
public abstract record RequestCheckOutcome
{
    private RequestCheckOutcome()
    {
    }

    /// <summary>Everything is in range.</summary>
    public sealed record Fine : RequestCheckOutcome;

    /// <summary>At least one parameter is out of range.</summary>
    /// <param name="Faults">One sentence for each fault, for the caller's eyes.</param>
    public sealed record Faulty(IReadOnlyList<string> Faults) : RequestCheckOutcome;

    internal static RequestCheckOutcome Of(IReadOnlyList<string> faults) => faults.Count == 0 ? new Fine() : new Faulty(faults);
}
