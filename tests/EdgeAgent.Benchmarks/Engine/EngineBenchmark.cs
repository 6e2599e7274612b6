using EdgeAgent.EndToEnd.Support;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Benchmarks.Engine;

/// <summary>The engine against the tools of the same llama.cpp build, with the same libraries, files and threads.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int Slots = 8;
    private const int ContextTokens = 1024;
    private const int SharedWords = 900;
    private const int Rounds = 3;

    public string Name => "engine";

    public string Question => "How does the engine compare with llama-bench and llama-server?";

    public async Task RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory();
        var models = new[]
        {
            (LlamaShape.Small135M, RandomQuantization.Q4_0), (LlamaShape.Small135M, RandomQuantization.Q8_0),
            (LlamaShape.Medium1100M, RandomQuantization.Q4_0), (LlamaShape.Medium1100M, RandomQuantization.Q8_0),
        };
        var wanted = Environment.GetEnvironmentVariable("EDGEAGENT_BENCH_MODEL") ?? "";
        await report.WriteLineAsync("| model | measure | engine | peer | ratio | goal |\n|---|---|---|---|---|---|");
        foreach (var (shape, quantization) in models)
        {
            var name = $"{shape.Name} {quantization}";
            if (!name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            var file = directory.Combine($"{shape.Name}-{quantization}.gguf");
            await RandomModelWriter.WriteAsync(file, shape, quantization, seed: 1, cancellationToken);
            await OneStreamAsync(report, name, file, cancellationToken);
            await ManyStreamsAsync(report, name, file, cancellationToken);
            File.Delete(file);
        }
    }

    private static int Threads => Math.Max(1, Environment.ProcessorCount);

    private static async Task OneStreamAsync(
        TextWriter report, string name, string file, CancellationToken cancellationToken)
    {
        await using var own = await OwnEngine.LoadAsync(file, 1, ContextTokens, Threads, cancellationToken);
        var peers = Peers(own);
        var (prompt, answer) = (new Samples(), new Samples());
        var (peerPrompt, peerAnswer) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            var (first, rest, promptTokens) = await TimeAsync(own, Load.Prompt(round, 400), 48, cancellationToken);
            prompt.Add(promptTokens / first);
            answer.Add(rest);
            var (peerRead, peerWrote) = await peers.BenchAsync(file, 400, 48, Threads, cancellationToken);
            peerPrompt.Add(peerRead);
            peerAnswer.Add(peerWrote);
        }
        await report.WriteLineAsync(Row(name, "one answer, tokens/s", answer.Median, peerAnswer.Median, "≥ 0.98"));
        await report.WriteLineAsync(Row(name, "prompt of 400, tokens/s", prompt.Median, peerPrompt.Median, "≥ 0.98"));
    }

    private static async Task ManyStreamsAsync(
        TextWriter report, string name, string file, CancellationToken cancellationToken)
    {
        var (speed, gap, memory) = (new Samples(), new Samples(), 0L);
        var (peerSpeed, peerGap, peerMemory) = (new Samples(), new Samples(), 0L);
        var (shared, peerShared) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            await using (var own = await OwnEngine.LoadAsync(file, Slots, ContextTokens, Threads, cancellationToken))
            {
                await MeasureAsync(own, speed, gap, shared, cancellationToken);
                memory = own.ResidentBytes;
                await using var peer = await Peers(own).ServeAsync(file, Slots, ContextTokens, Threads, cancellationToken);
                await MeasureAsync(peer, peerSpeed, peerGap, peerShared, cancellationToken);
                peerMemory = peer.ResidentBytes;
            }
        }
        await report.WriteLineAsync(Row(name, "8 clients, tokens/s", speed.Median, peerSpeed.Median, "≥ 1.05"));
        await report.WriteLineAsync(Row(name, "between tokens, p99 ms", gap.Median, peerGap.Median, "≤ 1"));
        await report.WriteLineAsync(Row(
            name, "second request behind 900 shared words: share of the first's time", shared.Median, peerShared.Median, "engine ≤ 0.1"));
        await report.WriteLineAsync(Row(name, "resident MiB (engine: with the benchmark)", memory >> 20, peerMemory >> 20, ""));
    }

    private static async Task MeasureAsync(
        IAnswerer side, Samples speed, Samples gap, Samples shared, CancellationToken cancellationToken)
    {
        await TimeAsync(side, Load.Prompt(99, 8), 8, cancellationToken); // warms up
        var outcome = await Load.RunAsync(side, cancellationToken);
        speed.Add(outcome.TokensPerSecond);
        gap.Add(outcome.GapP99Ms);
        var beginning = Load.Prompt(7, SharedWords);
        var (cold, _, _) = await TimeAsync(side, beginning + Load.Prompt(1, 8), 2, cancellationToken);
        var (warm, _, _) = await TimeAsync(side, beginning + Load.Prompt(2, 8), 2, cancellationToken);
        shared.Add(warm / cold);
    }

    /// <summary>Seconds to the first token, tokens a second behind it, tokens of the prompt.</summary>
    private static async Task<(double First, double Speed, int PromptTokens)> TimeAsync(
        IAnswerer side, string prompt, int tokens, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (first, count) = (0.0, 0);
        await foreach (var some in side.AnswerAsync(prompt, tokens, cancellationToken))
        {
            first = count == 0 ? TimeProvider.System.GetElapsedTime(start).TotalSeconds : first;
            count += some;
        }
        var rest = TimeProvider.System.GetElapsedTime(start).TotalSeconds - first;
        return (first, (count - 1) / rest, prompt.Count(static character => character == ' ') + 1);
    }

    private static Peers Peers(OwnEngine own)
    {
        var peers = new Peers(own.Model.Info.RuntimeClass);
        return peers.Exist
            ? peers
            : throw new InvalidOperationException("llama-server is not there: dotnet cake --target=LlamaPeers");
    }

    private static string Row(string model, string measure, double own, double peer, string goal) =>
        FormattableString.Invariant($"| {model} | {measure} | {own:F3} | {peer:F3} | {own / peer:F3} | {goal} |");
}
