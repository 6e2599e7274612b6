namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>The programs that the build of these tests has made beside them.</summary>
public static class Programs
{
    public static string Agent { get; } = Find("EdgeAgent.Edge.Service", "edgeagent");

    public static string Hub { get; } = Find("EdgeAgent.Hub.Service", "edgehub");

    /// <summary>artifacts/bin/project/configuration/program.</summary>
    private static string Find(string project, string program)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, program);
    }
}
