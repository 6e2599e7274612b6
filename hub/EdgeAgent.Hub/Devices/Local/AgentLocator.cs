using EdgeAgent.Hub.Configuration;

namespace EdgeAgent.Hub.Devices;

/// <summary>Finds the agent program for local devices.</summary>
internal static class AgentLocator
{
    private const string Program = "edgeagent";
    private const string EdgeProject = "EdgeAgent.Edge.Service";

    /// <summary>Where it would be, in the order of preference: the setting alone, or beside the hub, the build's output, the path.</summary>
    /// <param name="options">For <see cref="HubOptions.AgentPath"/>.</param>
    /// <param name="hubDirectory">The hub's own program directory.</param>
    /// <param name="searchPath">The <c>PATH</c> of the environment.</param>
    public static IReadOnlyList<string> Candidates(HubOptions options, string hubDirectory, string? searchPath)
    {
        if (options.AgentPath.Length > 0)
        {
            return [Path.GetFullPath(options.AgentPath)];
        }
        // A build lies in artifacts/bin/<project>/<configuration>/.
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(hubDirectory));
        var built = own.Parent?.Parent is { Name: "bin" } bin
            ? [Path.Combine(bin.FullName, EdgeProject, own.Name, Program)]
            : Array.Empty<string>();
        return
        [
            Path.Combine(own.FullName, Program),
            .. built,
            .. (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(directory => Path.Combine(directory, Program)),
        ];
    }

    /// <summary>The first candidate that exists; null when none does.</summary>
    public static string? Find(HubOptions options) =>
        Candidates(options, AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH"))
            .FirstOrDefault(File.Exists);
}
