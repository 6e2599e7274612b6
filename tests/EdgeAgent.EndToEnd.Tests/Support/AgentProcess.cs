namespace EdgeAgent.EndToEnd.Support;

/// <summary>Starts an enrolled device that no hub supervises.</summary>
internal static class AgentProcess
{
    public static ChildProcess Start(
        string dataDirectory, string? program = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new("edgeagent", program ?? Programs.Agent, ["run", "--data", dataDirectory], environment);
}
