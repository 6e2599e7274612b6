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
}
