using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>The one trained model at hand; it is not part of the project.</summary>
public sealed class StoriesTests
{
    [Fact]
    public async Task Greedy_continues_the_known_story()
    {
        await using var model = await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(SharedModels.Path("stories260K.gguf")), TestContext.Current.CancellationToken);

        var answer = await Answer.OfAsync(model, new GenerationRequest
        {
            Prompt = new GenerationPrompt.Text("Once upon a time"),
            Sampling = SamplingParameters.Greedy,
            MaxTokens = 20,
        });

        Assert.StartsWith(", there was a little girl named Lily.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(20, answer.Tokens.Count);
        Assert.Equal(FinishReason.Length, answer.Finish);
    }
}
