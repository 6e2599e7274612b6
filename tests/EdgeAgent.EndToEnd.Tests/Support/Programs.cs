namespace EdgeAgent.EndToEnd.Support;

/// <summary>The programs under test.</summary>
internal static class Programs
{
    /// <summary>The hub in its build output.</summary>
    public static string Hub { get; } = Repository.BuildOutput("EdgeAgent.Hub.Service", "edgehub");

    /// <summary>The published agent where the build made one, otherwise the ordinary build.</summary>
    public static string Agent { get; } =
        Environment.GetEnvironmentVariable("EDGEAGENT_AGENT_X64") is { Length: > 0 } published
            ? published
            : Repository.BuildOutput("EdgeAgent.Edge.Service", "edgeagent");
}
