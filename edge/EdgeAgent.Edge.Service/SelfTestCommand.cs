using EdgeAgent.Identity;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent self-test</c>: whether this program can work on this machine, without its data. Run before an update switches to it.</summary>
internal static class SelfTestCommand
{
    private const string Libraries = "llama";

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync()
    {
        var faults = new List<string>();
        await using (var database = new SqliteConnection("Data Source=:memory:"))
        {
            await database.OpenAsync(); // loads SQLite
        }
        var folder = Path.Combine(AppContext.BaseDirectory, Libraries);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "libllama*.so").Any())
        {
            faults.Add($"The libraries for models are missing in {folder}.");
        }
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }
        await Console.Out.WriteLineAsync($"edgeagent {AgentProgram.Version.Text}, signing with {Secp256k1.Implementation}");
        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
