using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class GrammarTests(RandomModelFixture models)
{
    private static readonly OutputGrammar s_colours = new(
        "root ::= \"[\" colour (\",\" colour){1,3} \"]\"\ncolour ::= \"red\" | \"green\" | \"blue\" | \"grün\"");

    private static readonly GenerationRequest s_request = new()
    {
        Prompt = new GenerationPrompt.Text("which colours?"),
        Grammar = s_colours,
        MaxTokens = 100,
    };

    [Fact]
    public async Task Answers_follow_the_grammar_and_end_where_it_ends()
    {
        var model = await models.TinyAsync();
        foreach (var sampling in Samplings())
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
                Answer.OfAsync(model, s_request with { Seed = (ulong)i, Sampling = sampling })));
            Assert.All(answers, answer =>
            {
                Assert.Equal(FinishReason.Stop, answer.Finish);
                Assert.Matches("^\\[(red|green|blue|grün)(,(red|green|blue|grün)){1,3}\\]$", answer.Text);
            });
        }
    }

    [Fact]
    public async Task An_honest_answer_under_a_grammar_is_drawn_again()
    {
        var model = await models.TinyAsync();
        foreach (var sampling in Samplings())
        {
            var answer = await Answer.OfAsync(model, s_request with { Seed = 9, Sampling = sampling });
            var claim = new ScoreRequest
            {
                Prompt = s_request.Prompt,
                Continuation = [.. answer.Tokens, .. answer.CutTokens],
                Grammar = s_colours,
                Sampling = sampling,
                Seed = 9,
            };
            var score = await model.ScoreAsync(claim, TestContext.Current.CancellationToken);
            Assert.All(score.Tokens, token => Assert.InRange(token.Margin, -0.05, 0.05));

            var free = await model.ScoreAsync(
                claim with { Grammar = null }, TestContext.Current.CancellationToken);
            Assert.Contains(free.Tokens, token => token.Drawn != token.Token);
        }
    }

    [Fact]
    public async Task What_the_grammar_forbids_scores_as_impossible()
    {
        var model = await models.TinyAsync();
        var answer = await Answer.OfAsync(model, s_request with { Grammar = null });
        var score = await model.ScoreAsync(
            new ScoreRequest { Prompt = s_request.Prompt, Continuation = answer.Tokens, Grammar = s_colours },
            TestContext.Current.CancellationToken);
        Assert.Equal(double.PositiveInfinity, score.Tokens[^1].Margin);
    }

    [Fact]
    public async Task A_cut_answer_goes_on_in_its_grammar()
    {
        var model = await models.TinyAsync();
        var whole = await Answer.OfAsync(model, s_request with { Seed = 4 });
        for (var cut = 0; cut < whole.Tokens.Count; cut++)
        {
            var rest = await Answer.OfAsync(
                model, s_request with { Seed = 4, Resume = [.. whole.Tokens.Take(cut)] });
            Assert.Equal(FinishReason.Stop, rest.Finish);
            Assert.EndsWith("]", rest.Text, StringComparison.Ordinal);
        }
        await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Answer.OfAsync(model, s_request with { Resume = [300] }));
    }

    [Fact]
    public async Task A_lazy_grammar_holds_once_its_trigger_has_come()
    {
        var model = await models.TinyAsync();
        var free = await Answer.OfAsync(model, s_request with { Grammar = null, MaxTokens = 40 });
        // A piece of the middle of the free answer: it begins and ends anywhere in its tokens.
        var at = free.Text.Length / 2;
        var trigger = free.Text[at..(at + 3)];
        at = free.Text.IndexOf(trigger, StringComparison.Ordinal);
        var literal = trigger.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        var rules = $"root ::= \"{literal}\" [a-z ]* (\"=1\" | \"=2\")";

        var answer = await Answer.OfAsync(
            model, s_request with { Grammar = new OutputGrammar(rules, trigger), MaxTokens = 2000 });

        Assert.Equal(free.Text[..at], answer.Text[..at]);
        Assert.Matches("^[a-z ]*(=[12])?$", answer.Text[(at + 3)..]);
        var never = await Answer.OfAsync(
            model, s_request with { Grammar = new OutputGrammar(rules, "never said"), MaxTokens = 40 });
        Assert.Equal(free.Tokens, never.Tokens);
    }

    [Theory]
    [InlineData("root ::= (\"a\"")]
    [InlineData("root ::= missing")]
    [InlineData("other ::= \"a\"")]
    [InlineData("root ::= root \"a\" | \"b\"")]
    [InlineData("\x01\x02")]
    public async Task A_grammar_that_is_none_is_refused(string rules)
    {
        var model = await models.TinyAsync();
        await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Answer.OfAsync(model, s_request with { Grammar = new OutputGrammar(rules) }));
    }

    [Fact]
    public async Task A_grammar_that_nests_without_end_never_reaches_native_code()
    {
        var model = await models.TinyAsync();
        await Assert.ThrowsAsync<InvalidRequestException>(() => Answer.OfAsync(
            model,
            s_request with { Grammar = new OutputGrammar("root ::= " + new string('(', 30_000)) }));
    }

    private static SamplingParameters[] Samplings() =>
    [
        SamplingParameters.Greedy,
        SamplingParameters.Default,
        new() { TopK = 3 },
        new() { TopP = 0.5f, MinP = 0.1f, Temperature = 1.5f, RepetitionPenalty = 1.3f },
    ];
}
