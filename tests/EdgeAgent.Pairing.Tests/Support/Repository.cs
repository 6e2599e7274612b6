namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>Where the tests' own files lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "EdgeAgent.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("EdgeAgent.sln");
        }
        return directory;
    }
}
