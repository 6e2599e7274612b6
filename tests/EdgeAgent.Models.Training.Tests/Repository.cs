namespace EdgeAgent.Models.Training.Tests;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    /// <summary>The folder with <c>build.cake</c>, above the tests' output.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The shipped model.</summary>
    public static string BundledModel => Path.Combine(Root, "models", "catalog", "bundled", "edgeagent-home-q8_0.gguf");

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "build.cake"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("No build.cake above the tests."));
}
