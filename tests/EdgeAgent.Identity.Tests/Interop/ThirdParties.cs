using System.Text.Json.Nodes;

namespace EdgeAgent.Identity.Tests.Interop;

/// <summary>Runs <c>node/interop.mjs</c>; installs its packages, pinned by their lock file, on first use.</summary>
internal static class ThirdParties
{
    private static readonly string s_folder =
        Path.Combine(RepositoryRoot(), "tests", "EdgeAgent.Identity.Tests", "node");

    private static readonly SemaphoreSlim s_installing = new(1);

    /// <summary>Skips the test where there is no npm.</summary>
    public static async Task<JsonNode> AskAsync(JsonNode question, CancellationToken cancellationToken)
    {
        await InstallAsync(cancellationToken);
        var answer = await ChildProcess.RunAsync(
            "node", ["interop.mjs"], s_folder, question.ToJsonString(), cancellationToken);
        return JsonNode.Parse(answer)!;
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(
            await ChildProcess.IsInstalledAsync("npm", "--version", cancellationToken),
            "npm is not installed: agreement with ethers, viem and the DID resolvers is not tested");
        await s_installing.WaitAsync(cancellationToken);
        try
        {
            // npm writes this file last, so a broken installation is done again, and a changed lock file too.
            var installed = new FileInfo(Path.Combine(s_folder, "node_modules", ".package-lock.json"));
            var wanted = new FileInfo(Path.Combine(s_folder, "package-lock.json"));
            if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
            {
                string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
                await ChildProcess.RunAsync("npm", arguments, s_folder, "", cancellationToken);
            }
        }
        finally
        {
            s_installing.Release();
        }
    }

    private static string RepositoryRoot()
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
