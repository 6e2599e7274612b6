using System.Text;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class GgufLanguageModelTests(RandomModelFixture models)
{
    private static readonly GenerationRequest s_request = new()
    {
        Prompt = new GenerationPrompt.Chat(
            [new ChatMessage("system", "Be brief."), new ChatMessage("user", "Grüße, 世界!")]),
        Seed = 5,
        MaxTokens = 60,
    };

    [Fact]
    public async Task The_same_request_gives_the_same_answer_and_another_seed_another()
    {
        var model = await models.TinyAsync();
        var first = await Answer.OfAsync(model, s_request);

        Assert.Equal(first.Tokens, (await Answer.OfAsync(model, s_request)).Tokens);
        Assert.NotEqual(first.Tokens, (await Answer.OfAsync(model, s_request with { Seed = 6 })).Tokens);
        Assert.Equal(60, first.Tokens.Count);
        Assert.Equal(FinishReason.Length, first.Finish);
    }

    [Fact]
    public async Task An_answer_does_not_depend_on_what_was_computed_before_it()
    {
        string[] prompts = ["the same beginning, then this", "the same beginning, then that", "the same", "another"];
        var alone = new List<Answer>();
        foreach (var prompt in prompts)
        {
            await using var fresh = await models.LoadAsync(RandomQuantization.F32);
            alone.Add(await Answer.OfAsync(fresh, Text(prompt)));
        }

        await using var model = await models.LoadAsync(RandomQuantization.F32);
        foreach (var i in (int[])[0, 1, 2, 0, 3, 1, 1, 2])
        {
            Assert.Equal(alone[i].Tokens, (await Answer.OfAsync(model, Text(prompts[i]))).Tokens);
        }

        static GenerationRequest Text(string prompt) => s_request with { Prompt = new GenerationPrompt.Text(prompt) };
    }

    [Fact]
    public async Task An_answer_cut_anywhere_goes_on_where_it_was_cut()
    {
        var model = await models.TinyAsync();
        var request = s_request with
        {
            Sampling = new SamplingParameters { RepetitionPenalty = 1.2f, TopP = 0.95f },
            MaxTokens = 30,
        };
        var whole = await Answer.OfAsync(model, request);
        for (var cut = 0; cut < whole.Tokens.Count; cut++)
        {
            var rest = await Answer.OfAsync(
                model, request with { Resume = [.. whole.Tokens.Take(cut)], MaxTokens = request.MaxTokens - cut });
            Assert.Equal(whole.Tokens.Skip(cut), rest.Tokens);
            Assert.EndsWith(rest.Text, whole.Text, StringComparison.Ordinal);
            Assert.Equal(whole.PromptTokens, rest.PromptTokens);
        }
    }

    [Fact]
    public async Task The_pieces_before_any_stop_are_a_resumable_prefix()
    {
        var model = await models.TinyAsync();
        var whole = await Answer.OfAsync(model, s_request);
        var stop = whole.Text[20..23];

        var answer = await Answer.OfAsync(model, s_request with { Stop = [stop] });

        Assert.Equal(FinishReason.Stop, answer.Finish);
        Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)], answer.Text);
        Assert.NotEmpty(answer.CutTokens);
        Assert.Equal(
            whole.Tokens.Take(answer.Tokens.Count + answer.CutTokens.Count), answer.Tokens.Concat(answer.CutTokens));
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_is_refused_with_its_numbers()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0, contextTokens: 64);
        var request = s_request with { Prompt = new GenerationPrompt.Text(new string('%', 63)) };

        var refusal = await Assert.ThrowsAsync<PromptTooLongException>(() => Answer.OfAsync(model, request));

        Assert.Equal((64, 64), (refusal.PromptTokens, refusal.ContextTokens));
        await Assert.ThrowsAsync<PromptTooLongException>(
            () => Answer.OfAsync(
                model, s_request with { Prompt = new GenerationPrompt.Text("a"), Resume = new int[62] }));
    }

    [Fact]
    public async Task An_answer_ends_with_the_context()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0, contextTokens: 64);
        var answer = await Answer.OfAsync(
            model, s_request with { Prompt = new GenerationPrompt.Text("abc"), MaxTokens = 1000 });

        Assert.Equal(FinishReason.Length, answer.Finish);
        Assert.Equal(64, answer.PromptTokens + answer.Tokens.Count);
    }

    [Fact]
    public async Task Concurrent_requests_all_get_their_own_answers()
    {
        var model = await models.TinyAsync();
        var together = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Answer.OfAsync(model, s_request with { Seed = (ulong)(i % 8) })));

        for (var i = 0; i < together.Length; i++)
        {
            Assert.Equal(60, together[i].Tokens.Count);
            var score = await model.ScoreAsync(
                new ScoreRequest
                {
                    Prompt = s_request.Prompt,
                    Seed = (ulong)(i % 8),
                    Continuation = together[i].Tokens,
                },
                TestContext.Current.CancellationToken);
            Assert.All(score.Tokens, token => Assert.InRange(token.Margin, 0, 0.05));
        }
    }

    [Fact]
    public async Task Cancelling_stops_a_running_answer_and_lets_the_next_begin()
    {
        var model = await models.TinyAsync();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pieces = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in model.GenerateAsync(s_request with { MaxTokens = 1500 }, cancellation.Token))
            {
                if (++pieces == 3)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        Assert.Equal(3, pieces);
        Assert.Equal(60, (await Answer.OfAsync(model, s_request)).Tokens.Count);
    }

    [Fact]
    public async Task A_caller_that_walks_away_stops_its_answer()
    {
        var model = await models.TinyAsync();
        await foreach (var piece in model.GenerateAsync(
            s_request with { MaxTokens = 1500 }, TestContext.Current.CancellationToken))
        {
            break;
        }
        Assert.Equal(60, (await Answer.OfAsync(model, s_request)).Tokens.Count);
    }

    [Fact]
    public async Task Who_waits_in_line_can_leave_it()
    {
        var model = await models.TinyAsync();
        await using var running = model.GenerateAsync(
            s_request with { MaxTokens = 1500 }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await running.MoveNextAsync());
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 200).Select(_ => WaitAsync(impatient.Token)).ToArray();

        await impatient.CancelAsync();

        await Task.WhenAll(waiting); // none of them needs the running one to end
        Assert.True(await running.MoveNextAsync());

        async Task WaitAsync(CancellationToken cancellationToken) =>
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var piece in model.GenerateAsync(s_request with { MaxTokens = 1500 }, cancellationToken))
                {
                }
            });
    }

    [Fact]
    public async Task Unloading_tells_those_who_wait_and_those_who_come()
    {
        var model = await models.LoadAsync(RandomQuantization.Q4_0);
        var running = model.GenerateAsync(s_request with { MaxTokens = 1500 }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await running.MoveNextAsync());
        // Plain text is encoded at once, so that this one is in line before the model goes.
        var waiting = Answer.OfAsync(model, s_request with { Prompt = new GenerationPrompt.Text("b") });

        await model.DisposeAsync();
        await model.DisposeAsync();

        await Assert.ThrowsAsync<InferenceException>(() => waiting);
        await Assert.ThrowsAsync<InferenceException>(async () =>
        {
            while (await running.MoveNextAsync())
            {
            }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Answer.OfAsync(model, s_request));
    }

    [Fact]
    public async Task Faults_of_a_request_are_told_apart_from_faults_of_the_engine()
    {
        var model = await models.TinyAsync();
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Answer.OfAsync(model, s_request with { Resume = [512] }));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Answer.OfAsync(model, s_request with { Resume = [-1] }));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Answer.OfAsync(model, s_request with { MaxTokens = 0 }));
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => Answer.OfAsync(
                model, s_request with { Prompt = new GenerationPrompt.Text(new string('a', 9 << 20)) }));
    }

    [Fact]
    public async Task An_empty_prompt_begins_with_the_token_that_begins()
    {
        var answer = await Answer.OfAsync(
            await models.TinyAsync(), s_request with { Prompt = new GenerationPrompt.Text("") });
        Assert.Equal(1, answer.PromptTokens);
        Assert.Equal(60, answer.Tokens.Count);
    }

    [Fact]
    public async Task The_facts_are_those_of_the_file()
    {
        var info = (await models.TinyAsync()).Info;
        var file = await models.FileAsync(RandomQuantization.F32);
        Assert.Equal(await ModelDigest.OfFileAsync(file, TestContext.Current.CancellationToken), info.Digest);
        Assert.Equal(("random-tiny", "llama", 292_800, 292_800, 2048, 512), (
            info.Name,
            info.Architecture,
            info.Parameters,
            info.ActiveParameters,
            info.ContextTokens,
            info.VocabularyTokens));
        Assert.Contains("llama.cpp v0.5.0", info.RuntimeClass, StringComparison.Ordinal);
        Assert.Contains("ggml-cpu", info.RuntimeClass, StringComparison.Ordinal);
        Assert.Contains("1 threads", info.RuntimeClass, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_reader_does_not_hold_up_the_others()
    {
        var model = await models.TinyAsync();
        await using var slow = model.GenerateAsync(
            s_request with { MaxTokens = 200 }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await slow.MoveNextAsync());

        Assert.Equal(60, (await Answer.OfAsync(model, s_request)).Tokens.Count);

        var text = new StringBuilder(slow.Current.Text);
        while (await slow.MoveNextAsync())
        {
            text.Append(slow.Current.Text);
        }
        Assert.Equal((await Answer.OfAsync(model, s_request with { MaxTokens = 200 })).Text, text.ToString());
    }
}
