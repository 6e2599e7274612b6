using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.RandomModels;

public sealed class RandomModelWriterTests(RandomModelFixture models)
{
    [Theory]
    [InlineData(RandomQuantization.F32)]
    [InlineData(RandomQuantization.F16)]
    [InlineData(RandomQuantization.Q8_0)]
    [InlineData(RandomQuantization.Q4_0)]
    public async Task Every_encoding_loads_and_writes_readable_text(RandomQuantization quantization)
    {
        await using var model = await models.LoadAsync(quantization);

        var answer = await Answer.OfAsync(model, new GenerationRequest
        {
            Prompt = new GenerationPrompt.Chat([new ChatMessage("user", "What is the answer?")]),
            Seed = 1,
            MaxTokens = 200,
        });
        Assert.Equal(FinishReason.Length, answer.Finish);
        Assert.Equal(200, answer.Tokens.Count);
        Assert.All(answer.Text, character => Assert.InRange(character, ' ', '~'));
        Assert.True(answer.Tokens.Distinct().Count() > 40, "the same few tokens over and over");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        async Task<ModelDigest> WriteAsync(string name, ulong seed)
        {
            await RandomModelWriter.WriteAsync(
                models.PathOf(name), LlamaShape.Tiny260K, RandomQuantization.Q4_0, seed, cancellationToken);
            return await ModelDigest.OfFileAsync(models.PathOf(name), cancellationToken);
        }

        var first = await WriteAsync("first.gguf", 1);

        Assert.Equal(first, await WriteAsync("second.gguf", 1));
        Assert.NotEqual(first, await WriteAsync("third.gguf", 2));
        // Pinned: the hub offers this model by its digest, on machines of both architectures.
        Assert.Equal("74573b2946fa4e137d6f81c0279cbebe022fe6a6edabd80ab51a35c3d77d6592", first.ToString());
    }

    [Fact]
    public void The_presets_have_the_sizes_of_their_models()
    {
        Assert.Equal(292_800, Parameters(LlamaShape.Tiny260K));
        Assert.Equal(134_515_008, Parameters(LlamaShape.Small135M));
        Assert.Equal(1_100_048_384, Parameters(LlamaShape.Medium1100M));

        static long Parameters(LlamaShape shape)
        {
            var width = (long)shape.EmbeddingLength;
            var attention = (2 * width * width) + (2 * width * shape.KvLength);
            var layer = attention + (3 * width * shape.FeedForwardLength) + (2 * width);
            var matrices = shape.TiedEmbeddings ? 1 : 2;
            return (matrices * width * shape.VocabularyTokens) + (shape.Layers * layer) + width;
        }
    }

    [Fact]
    public async Task A_cancelled_writer_leaves_no_file()
    {
        var path = models.PathOf("cancelled.gguf");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RandomModelWriter.WriteAsync(
            path, LlamaShape.Tiny260K, RandomQuantization.F32, 1, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!, "cancelled*"));
    }

    [Fact]
    public async Task Sizes_that_do_not_fit_each_other_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => RandomModelWriter.WriteAsync(
            models.PathOf("odd.gguf"),
            LlamaShape.Tiny260K with { Heads = 7 },
            RandomQuantization.F32,
            1,
            CancellationToken.None));
    }
}
