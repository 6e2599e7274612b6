namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>Who does an administrative act, and from where.</summary>
/// <param name="Who">administrator, key ID, local, nobody; on the command line the name of the system's user.</param>
/// <param name="Origin">The network address, or <c>console</c>.</param>
internal sealed record Actor(string Who, string Origin)
{
    /// <summary>Whoever may read and write the data directory.</summary>
    public static Actor Console { get; } = new($"user {Environment.UserName}", "console");
}
