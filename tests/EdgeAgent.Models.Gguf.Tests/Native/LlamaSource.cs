using System.Diagnostics;
using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Tests.Native;

/// <summary>The source of the pinned llama.cpp build, fetched once into <c>artifacts/llama-source/</c>.</summary>
internal static class LlamaSource
{
    private static readonly SemaphoreSlim s_fetching = new(1);

    /// <summary>Skips the test where there is no npm or no git.</summary>
    public static async Task<string> FolderAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(
            FindProgram("npm") is null || FindProgram("git") is null,
            "npm or git is missing: the header of llama.cpp was not fetched (apt-get install npm git).");
        await s_fetching.WaitAsync(cancellationToken);
        try
        {
            var root = Repository();
            var script = Path.Combine(root, "tests", "EdgeAgent.Models.Gguf.Tests", "node", "source.mjs");
            string[] arguments = [script, Path.Combine(root, "artifacts", "llama-source"), LlamaBuild.BundleCommit];
            using var process = Process.Start(
                new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var folder = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, process.ExitCode);
            return folder.Trim();
        }
        finally
        {
            s_fetching.Release();
        }
    }

    /// <summary>The first of some programs that is on the path; null: none.</summary>
    public static string? FindProgram(params string[] names) =>
        names.FirstOrDefault(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(
            folder => folder.Length > 0 && File.Exists(Path.Combine(folder, name))));

    /// <summary>The checkout that the tests run from.</summary>
    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EdgeAgent.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The tests run from a checkout of the repository.");
        }
        return folder;
    }
}
