using EdgeAgent.EndToEnd.Support;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Benchmarks.AnswerPath;

/// <summary>What the way through hub, broker and device costs, against the same engine called in this process.</summary>
internal sealed class AnswerPathBenchmark : IBenchmark
{
    /// <summary>Rounds of both sides in turn; the medians are compared.</summary>
    private const int Rounds = 7;

    public string Name => "path";

    public string Question => "How fast is an answer through the hub, against the engine called directly?";

    public async Task RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        await report.WriteLineAsync(
            "| model | engine, tokens/s | through the hub | ratio | goal | first token, engine | through the hub | added | goal |");
        await report.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        using var directory = new TemporaryDirectory();
        await MeasureAsync(report, directory, LlamaShape.Small135M, RandomQuantization.Q8_0, tokens: 128, cancellationToken);
        await MeasureAsync(report, directory, LlamaShape.Small135M, RandomQuantization.Q4_0, tokens: 128, cancellationToken);
        await MeasureAsync(report, directory, LlamaShape.Tiny260K, RandomQuantization.Q8_0, tokens: 1024, cancellationToken);
    }

    private static async Task MeasureAsync(
        TextWriter report,
        TemporaryDirectory directory,
        LlamaShape shape,
        RandomQuantization quantization,
        int tokens,
        CancellationToken cancellationToken)
    {
        var file = directory.Combine($"{shape.Name}-{quantization}.gguf");
        await RandomModelWriter.WriteAsync(file, shape, quantization, seed: 1, cancellationToken);
        await using var direct = await DirectAnswer.LoadAsync(file, cancellationToken);
        await using var hub = await HubProcess.StartAsync(
            directory.Combine($"hub-{shape.Name}-{quantization}"), cancellationToken, localDevices: 1, model: file);
        var through = new HubAnswer(hub, Path.GetFileNameWithoutExtension(file));

        await direct.MeasureAsync(tokens, cancellationToken); // both load and warm up
        await through.MeasureAsync(tokens, cancellationToken);
        var (directSpeed, directFirst) = (new Samples(), new Samples());
        var (hubSpeed, hubFirst) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            Add(await direct.MeasureAsync(tokens, cancellationToken), directSpeed, directFirst);
            Add(await through.MeasureAsync(tokens, cancellationToken), hubSpeed, hubFirst);
        }

        await report.WriteLineAsync(
            $"| {shape.Name} {quantization} | {directSpeed.Median:F1} | {hubSpeed.Median:F1} "
            + $"| {hubSpeed.Median / directSpeed.Median:F3} | ≥ 0.97 "
            + $"| {directFirst.Median:F1} ms | {hubFirst.Median:F1} ms | {hubFirst.Median - directFirst.Median:F1} ms | ≤ 5 ms |");
    }

    private static void Add(AnswerTiming timing, Samples speed, Samples first)
    {
        speed.Add(timing.TokensPerSecond);
        first.Add(timing.FirstTokenMs);
    }
}
