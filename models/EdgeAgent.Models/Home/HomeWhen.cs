namespace EdgeAgent.Models.Home;

/// <summary>When an action happens. The cases are closed.</summary>
public abstract record HomeWhen
{
    private HomeWhen()
    {
    }

    /// <summary>At a time of day: <c>19:30</c>, <c>sunset</c>, <c>sunrise</c>, and <c>daily</c> or <c>tomorrow</c> behind it.</summary>
    public sealed record At(string Time) : HomeWhen;

    /// <summary>After a delay: <c>10 minutes</c>.</summary>
    public sealed record After(string Duration) : HomeWhen;

    /// <summary>At once, and undone after a duration.</summary>
    public sealed record During(string Duration) : HomeWhen;

    /// <summary>Each time a condition becomes true.</summary>
    public sealed record Whenever(HomeClause Condition) : HomeWhen;
}
