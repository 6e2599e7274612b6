namespace EdgeAgent.Models.Gguf.Tests;

/// <summary>Test data beside the repository, which not every machine has.</summary>
internal static class SharedModels
{
    /// <summary>The file's path; without the file the test is skipped, and says so.</summary>
    public static string Path(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "EdgeAgent.sln")))
        {
            root = root.Parent;
        }
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root?.FullName ?? "/", "..", "shared", "models", name));
        Assert.SkipUnless(File.Exists(path), $"{name} is not in ../shared/models beside the repository: nothing was tested.");
        return path;
    }
}
