using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class ScoringTests(RandomModelFixture models)
{
    private static readonly GenerationRequest s_request = new()
    {
        Prompt = new GenerationPrompt.Text("a prompt that somebody asked"),
        Sampling = new SamplingParameters { TopK = 40, TopP = 0.95f, Temperature = 0.8f, RepetitionPenalty = 1.1f },
        Seed = 77,
        MaxTokens = 100,
        TopLogProbabilities = 5,
    };

    [Fact]
    public async Task An_honest_answer_is_drawn_again_token_by_token()
    {
        var model = await models.TinyAsync();
        var answer = await Answer.OfAsync(model, s_request);

        var score = await model.ScoreAsync(Claim(answer.Tokens), TestContext.Current.CancellationToken);

        Assert.Equal(answer.Tokens, score.Tokens.Select(token => token.Token));
        // Rounding may exchange two that were as good as equal.
        Assert.All(score.Tokens, token => Assert.InRange(token.Margin, -0.02, 0.02));
        Assert.True(score.Tokens.Count(token => token.Drawn == token.Token) >= 98);
        Assert.Equal(answer.PromptTokens, score.PromptTokens);
    }

    [Fact]
    public async Task The_answers_own_log_probabilities_are_those_of_the_score()
    {
        var model = await models.TinyAsync();
        var answer = await Answer.OfAsync(model, s_request);
        var score = await model.ScoreAsync(Claim(answer.Tokens), TestContext.Current.CancellationToken);

        Assert.Equal(answer.Tokens, answer.LogProbabilities.Select(one => one.Chosen.Token));
        for (var i = 0; i < answer.Tokens.Count; i++)
        {
            Assert.Equal(answer.LogProbabilities[i].Chosen.LogProbability, score.Tokens[i].LogProbability, 0.02);
            var top = answer.LogProbabilities[i].Top;
            Assert.Equal(5, top.Count);
            Assert.Equal(top.OrderByDescending(one => one.LogProbability), top);
            if (score.Tokens[i].Rank < 5)
            {
                Assert.Contains(top, one => one.Token == answer.Tokens[i]);
            }
        }
    }

    [Fact]
    public async Task Another_seed_another_text_and_another_model_are_seen()
    {
        var model = await models.TinyAsync();
        var answer = await Answer.OfAsync(model, s_request);
        await using var quantized = await models.LoadAsync(RandomQuantization.Q4_0);
        foreach (var (claim, judge) in new[]
        {
            (Claim(answer.Tokens) with { Seed = 78 }, model),
            (Claim(answer.Tokens) with { Prompt = new GenerationPrompt.Text("another prompt") }, model),
            (Claim([.. answer.Tokens.Reverse()]), model),
            (Claim(answer.Tokens), quantized),
        })
        {
            var score = await judge.ScoreAsync(claim, TestContext.Current.CancellationToken);
            Assert.True(score.Tokens.Count(token => token.Drawn != token.Token) > 10);
            Assert.True(score.Tokens.Average(token => Math.Clamp(token.Margin, -5, 5)) > 0.1);
        }
    }

    [Fact]
    public async Task A_long_claim_is_scored_in_one_pass_beside_running_answers()
    {
        var model = await models.TinyAsync();
        var request = s_request with { MaxTokens = 600, TopLogProbabilities = null };
        var running = Answer.OfAsync(model, request with { Seed = 3 });
        var answer = await Answer.OfAsync(model, request);

        var score = await model.ScoreAsync(Claim(answer.Tokens), TestContext.Current.CancellationToken);

        Assert.Equal(600, score.Tokens.Count);
        Assert.True(score.Tokens.Count(token => token.Drawn == token.Token) > 590);
        Assert.Equal(600, (await running).Tokens.Count);
    }

    [Fact]
    public async Task Claims_that_cannot_be_are_refused()
    {
        var model = await models.TinyAsync();
        await Assert.ThrowsAsync<InvalidRequestException>(() => Score([]));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Score([512]));
        await Assert.ThrowsAsync<PromptTooLongException>(() => Score(new int[2048]));

        Task Score(int[] tokens) => model.ScoreAsync(Claim(tokens), TestContext.Current.CancellationToken);
    }

    private static ScoreRequest Claim(IReadOnlyList<int> tokens) => new()
    {
        Prompt = s_request.Prompt,
        Continuation = tokens,
        Sampling = s_request.Sampling,
        Seed = s_request.Seed,
    };
}
