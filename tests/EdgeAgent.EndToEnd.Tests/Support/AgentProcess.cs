namespace EdgeAgent.EndToEnd.Support;

/// <summary>Starts an enrolled device that no hub supervises.</summary>
internal static class AgentProcess
{
    /// <param name="dataDirectory">The device's.</param>
    /// <param name="settings">More of the command line, as <c>--set KEY=VALUE</c>.</param>
    public static ChildProcess Start(string dataDirectory, params string[] settings) => new(
        "edgeagent",
        Programs.Agent,
        ["run", "--data", dataDirectory, .. settings.SelectMany(setting => new[] { "--set", setting })]);
}
