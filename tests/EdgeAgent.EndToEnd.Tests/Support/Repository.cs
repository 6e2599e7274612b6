namespace EdgeAgent.EndToEnd.Support;

/// <summary>Where things are in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Test data beside the checkout; a clone elsewhere has none, and the tests that want it skip.</summary>
    public static string Shared { get; } = Path.Combine(Path.GetDirectoryName(Root)!, "shared");

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];

    /// <summary>A program of the solution in its build output.</summary>
    public static string BuildOutput(string project, string program) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration, program);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EdgeAgent.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("These tests run inside a checkout.");
        }
        return folder;
    }
}
