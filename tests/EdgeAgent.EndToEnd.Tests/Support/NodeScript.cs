using System.Diagnostics;

namespace EdgeAgent.EndToEnd.Support;

/// <summary>Runs a script of the <c>node</c> folder with the third-party packages of its lock file.</summary>
internal static class NodeScript
{
    private static readonly SemaphoreSlim s_install = new(1, 1);

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "EdgeAgent.EndToEnd.Tests", "node");

    /// <summary>Runs it and gives its standard output; a failing script fails the test with what it said.</summary>
    public static async Task<string> RunAsync(
        string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await EnsurePackagesAsync(cancellationToken);
        return await RunProgramAsync("node", [Path.Combine(Folder, script), .. arguments], cancellationToken);
    }

    private static async Task EnsurePackagesAsync(CancellationToken cancellationToken)
    {
        await s_install.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            {
                await RunProgramAsync("npm", ["ci", "--ignore-scripts", "--prefix", Folder], cancellationToken);
            }
        }
        finally
        {
            s_install.Release();
        }
    }

    private static async Task<string> RunProgramAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}\n{await output}\n{await errors}");
        return await output;
    }
}
