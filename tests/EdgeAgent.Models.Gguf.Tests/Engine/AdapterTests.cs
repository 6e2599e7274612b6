using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class AdapterTests(RandomModelFixture models)
{
    private static readonly GenerationRequest s_request = new()
    {
        Prompt = new GenerationPrompt.Text("a question for each of them"),
        Seed = 11,
        MaxTokens = 60,
    };

    [Fact]
    public async Task Requests_with_different_adapters_run_together_and_get_their_own_answers()
    {
        await using var model = await models.LoadAsync(RandomQuantization.F32);
        var cancellation = TestContext.Current.CancellationToken;
        var first = await model.LoadAdapterAsync(Write("first.gguf", 1), cancellation);
        var second = await model.LoadAdapterAsync(Write("second.gguf", 2), cancellation);
        Assert.Equal(first, await model.LoadAdapterAsync(models.PathOf("first.gguf"), cancellation));
        AdapterUse?[] uses = [null, new(first), new(second), new(first, 0.5f)];

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Answer.OfAsync(model, s_request with { Adapter = uses[i % 4], Seed = (ulong)(i / 4) })));

        for (var i = 0; i < together.Length; i++)
        {
            foreach (var use in uses)
            {
                var score = await model.ScoreAsync(
                    new ScoreRequest
                    {
                        Prompt = s_request.Prompt,
                        Continuation = together[i].Tokens,
                        Seed = (ulong)(i / 4),
                        Adapter = use,
                    },
                    cancellation);
                var fits = score.Tokens.All(token => token.Margin < 0.05);
                Assert.Equal(use == uses[i % 4], fits);
            }
        }
    }

    [Fact]
    public async Task What_is_no_adapter_of_this_model_is_refused()
    {
        await using var model = await models.LoadAsync(RandomQuantization.F32);
        var cancellation = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<ModelFormatException>(async () =>
            await model.LoadAdapterAsync(await models.FileAsync(RandomQuantization.Q8_0), cancellation));
        await Assert.ThrowsAsync<ModelFormatException>(() =>
            model.LoadAdapterAsync(Write("narrow.gguf", 3, width: 32), cancellation));
        await Assert.ThrowsAsync<ModelFormatException>(() =>
            model.LoadAdapterAsync(Write("other.gguf", 3, architecture: "qwen2"), cancellation));
        await Assert.ThrowsAsync<InferenceException>(() =>
            model.LoadAdapterAsync(models.PathOf("missing.gguf"), cancellation));
        await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Answer.OfAsync(model, s_request with { Adapter = new AdapterUse(default) }));
        Assert.Equal(60, (await Answer.OfAsync(model, s_request)).Tokens.Count);
    }

    private string Write(string name, int seed, int width = 64, string architecture = "llama") =>
        RandomAdapter.Write(models.PathOf(name), seed, width, architecture);
}
