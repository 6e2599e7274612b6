namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Whether a key was made.</summary>
internal abstract record KeyAddOutcome
{
    private KeyAddOutcome()
    {
    }

    /// <summary>It was.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Text">To be shown once; the hub does not keep it.</param>
    public sealed record Added(ApiKey Key, string Text) : KeyAddOutcome;

    /// <summary>It was not.</summary>
    /// <param name="Reason">What is wrong, for the person who asked.</param>
    public sealed record Refused(string Reason) : KeyAddOutcome;
}
