using System.Globalization;
using System.Text.Json;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.Engine;

/// <summary>
/// llama-bench and llama-server of the engine's own llama.cpp build; <c>dotnet cake --target=LlamaPeers</c> makes them.
/// </summary>
internal sealed class Peers
{
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    /// <param name="runtimeClass">Of the engine: names the library of this processor's generation.</param>
    public Peers(string runtimeClass)
    {
        _folder = Environment.GetEnvironmentVariable("EDGEAGENT_LLAMA_PEERS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Repository.Root, "artifacts", "llama-peers", "bin");
        var variant = runtimeClass.Split(", ").First(part => part.StartsWith("ggml-cpu", StringComparison.Ordinal));
        var library = $"lib{variant.Split(' ')[0]}.so";
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GGML_BACKEND_PATH"] = Path.Combine(AppContext.BaseDirectory, "llama", library),
        };
    }

    /// <summary>Whether they have been made.</summary>
    public bool Exist => File.Exists(Path.Combine(_folder, "llama-server"));

    /// <summary>Tokens a second: reading a prompt, writing an answer.</summary>
    public async Task<(double Prompt, double Answer)> BenchAsync(
        string model, int promptTokens, int answerTokens, int threads, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-m", model, "-p", Text(promptTokens), "-n", Text(answerTokens), "-t", Text(threads), "-r", "2", "-o", "json",
        ];
        await using var process = new ChildProcess(
            "llama-bench", Path.Combine(_folder, "llama-bench"), arguments, _environment);
        await Eventually.TrueAsync(
            "llama-bench", () => Task.FromResult(process.HasExited), cancellationToken, TimeSpan.FromMinutes(10));
        var output = process.Output;
        var json = output[output.IndexOf('[', StringComparison.Ordinal)..(output.LastIndexOf(']') + 1)];
        using var rows = JsonDocument.Parse(json);
        double Speed(string kind) => rows.RootElement.EnumerateArray()
            .First(row => row.GetProperty(kind).GetInt32() > 0).GetProperty("avg_ts").GetDouble();
        return (Speed("n_prompt"), Speed("n_gen"));
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    public async Task<LlamaServer> ServeAsync(
        string model, int slots, int contextTokens, int threads, CancellationToken cancellationToken)
    {
        var port = Ports.Free(1)[0];
        string[] arguments =
        [
            "-m", model, "-np", Text(slots), "-c", Text(slots * contextTokens), "-t", Text(threads), "-tb", Text(threads),
            "--host", "127.0.0.1", "--port", Text(port), "--no-webui",
        ];
        var process = new ChildProcess("llama-server", Path.Combine(_folder, "llama-server"), arguments, _environment);
        var server = new LlamaServer(process, port);
        try
        {
            await Eventually.TrueAsync("llama-server", () => server.IsReadyAsync(cancellationToken), cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
