using System.Diagnostics;

namespace EdgeAgent.Architecture.Tests;

/// <summary>The checkout that this test was built from.</summary>
internal static class Repository
{
    private const string Marker = "EdgeAgent.sln";

    private static readonly Lazy<string> s_root = new(FindRoot);
    private static readonly Lazy<IReadOnlyList<string>> s_files = new(ListFiles);
    private static readonly Lazy<IReadOnlyList<ProjectFile>> s_projects = new(
        () => [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => ProjectFile.Read(Root, file))]);

    /// <summary>Absolute path of the folder that holds the solution.</summary>
    public static string Root => s_root.Value;

    /// <summary>
    /// What git tracks or would track: paths relative to the root, with '/', without ignored and deleted files.
    /// </summary>
    public static IReadOnlyList<string> Files => s_files.Value;

    public static IReadOnlyList<ProjectFile> Projects => s_projects.Value;

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string ReadText(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no {Marker} above {AppContext.BaseDirectory}");
    }

    private static List<string> ListFiles()
    {
        // safe.directory: CI may run as another user than the owner of the clone.
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-c", "safe.directory=*",
                "ls-files", "-z", "--cached", "--others", "--exclude-standard",
            },
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        var listing = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}");
        }

        return [.. listing.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(Root, file)))
            .Order(StringComparer.Ordinal)];
    }
}
