using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>What is said before a load against what the process then grows by. Alone: others would be measured too.</summary>
[Collection(nameof(MemoryEstimateTests))]
[CollectionDefinition(nameof(MemoryEstimateTests), DisableParallelization = true)]
public sealed class MemoryEstimateTests(RandomModelFixture models)
{
    public static TheoryData<LlamaShape, RandomQuantization, int> Shapes => new()
    {
        { LlamaShape.Small135M, RandomQuantization.Q8_0, 2048 },
        { new LlamaShape("wide", 1024, 8, 16, 8, 4096, 8000, 8192), RandomQuantization.F16, 4096 },
        { new LlamaShape("long", 512, 12, 8, 8, 1536, 1000, 16_384), RandomQuantization.Q8_0, 16_384 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_estimate_is_within_five_percent(LlamaShape shape, RandomQuantization quantization, int context)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var cancellation = TestContext.Current.CancellationToken;
        var file = models.PathOf($"memory-{shape.Name}-{quantization}.gguf");
        await RandomModelWriter.WriteAsync(file, shape, quantization, 3, cancellation);

        var report = await GgufModelProbe.RunAsync(
            new LanguageModelOptions(file, context, 1) { Slots = 2 }, promptTokens: 600, cancellation);

        File.Delete(file);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{shape.Name} {quantization}: {report.EstimatedBytes >> 10} KiB estimated, {report.MeasuredBytes >> 10} measured");
        Assert.InRange((double)report.EstimatedBytes / report.MeasuredBytes, 0.95, 1.05);
    }
}
