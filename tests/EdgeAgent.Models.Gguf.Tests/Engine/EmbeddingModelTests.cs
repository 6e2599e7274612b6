using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class EmbeddingModelTests(RandomModelFixture models)
{
    [Fact]
    public async Task Equal_texts_have_equal_vectors_of_length_one_and_others_lie_apart()
    {
        await using var model = await LoadAsync();
        var cancellation = TestContext.Current.CancellationToken;

        var vectors = await model.EmbedAsync(["a text", "another one", "a text"], cancellation);

        Assert.All(vectors, vector => Assert.Equal(model.Info.Dimensions, vector.Length));
        Assert.Equal((64, EmbeddingPooling.Mean), (model.Info.Dimensions, model.Info.Pooling));
        Assert.Equal(1, Cosine(vectors[0], vectors[0]), 1e-4);
        Assert.Equal(1, Cosine(vectors[0], vectors[2]), 1e-4);
        Assert.InRange(Cosine(vectors[0], vectors[1]), -1, 0.999);
    }

    [Fact]
    public async Task What_cannot_be_embedded_is_refused()
    {
        await using var model = await LoadAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<InvalidRequestException>(() => model.EmbedAsync([], cancellation));
        await Assert.ThrowsAsync<InvalidRequestException>(() => model.RankAsync("?", ["a"], cancellation));
        await Assert.ThrowsAsync<PromptTooLongException>(() => model.EmbedAsync([new string('%', 300)], cancellation));
        Assert.Single(await model.EmbedAsync(["it goes on"], cancellation));
    }

    private static double Cosine(float[] one, float[] other) =>
        one.Zip(other, static (a, b) => (double)a * b).Sum();

    private async Task<IEmbeddingModel> LoadAsync() => await GgufEmbeddingRuntime.LoadAsync(
        new LanguageModelOptions(await models.FileAsync(RandomQuantization.F32), 256, 1),
        TestContext.Current.CancellationToken);
}
