using EdgeAgent.Hub.Administration.Sessions;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>How a login, or a set-up, ended.</summary>
internal abstract record LoginOutcome
{
    private LoginOutcome()
    {
    }

    /// <summary>Signed in.</summary>
    /// <param name="Token">Of the new session.</param>
    public sealed record Welcome(SessionToken Token) : LoginOutcome;

    /// <summary>Wrong password, or no administrator: nobody outside can tell which.</summary>
    public sealed record Wrong : LoginOutcome;

    /// <summary>Too many tries.</summary>
    /// <param name="Wait">Before the next.</param>
    public sealed record TooMany(TimeSpan Wait) : LoginOutcome;

    /// <summary>The set-up link was used, is too old, or never was one.</summary>
    public sealed record LinkNotGood : LoginOutcome;

    /// <summary>The new password will not do.</summary>
    /// <param name="Reason">Why, for a person.</param>
    public sealed record PasswordRefused(string Reason) : LoginOutcome;
}
