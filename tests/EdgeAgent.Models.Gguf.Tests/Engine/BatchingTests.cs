using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class BatchingTests(RandomModelFixture models)
{
    private static GenerationRequest Request(string prompt, int tokens, ulong seed = 1, string requester = "") => new()
    {
        Prompt = new GenerationPrompt.Text(prompt),
        Seed = seed,
        MaxTokens = tokens,
        Requester = requester,
    };

    [Fact]
    public async Task Four_answers_grow_side_by_side()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0);
        var cancellation = TestContext.Current.CancellationToken;
        var streams = Enumerable.Range(0, model.Info.Slots)
            .Select(i => model.GenerateAsync(Request($"{i} begins", 1500, (ulong)i), cancellation)
                .GetAsyncEnumerator(cancellation))
            .ToList();
        // Each of them has a token before any of them could have had all of its own.
        foreach (var stream in streams)
        {
            Assert.True(await stream.MoveNextAsync());
        }
        var load = model.Load;
        Assert.Equal((model.Info.Slots, 0), (load.Running, load.Waiting));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newcomer_with_a_short_answer_is_done_before_one_that_began_long_before()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0);
        var cancellation = TestContext.Current.CancellationToken;
        await using var long1 = model.GenerateAsync(Request("long", 2000), cancellation).GetAsyncEnumerator(cancellation);
        Assert.True(await long1.MoveNextAsync());
        Assert.Equal(5, (await Answer.OfAsync(model, Request(new string('x', 300), 5))).Tokens.Count);
        Assert.Equal(1, model.Load.Running);
    }

    [Fact]
    public async Task Requests_beyond_the_memory_wait_and_all_are_answered()
    {
        // One context for all: four would fit only if they were short.
        await using var model = await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(await models.FileAsync(RandomQuantization.Q8_0), 512, 1)
            {
                Slots = 8,
                MemoryBytes = 8 << 20,
            },
            TestContext.Current.CancellationToken);
        Assert.True(model.Info.SharedContextTokens < 8 * 512);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Answer.OfAsync(model, Request($"{i} {new string('y', 10 * i)}", 100, (ulong)i))));

        Assert.All(answers, answer => Assert.Equal(100, answer.Tokens.Count));
    }

    [Fact]
    public async Task A_full_line_refuses_with_its_length_and_the_wait()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Answer.OfAsync(model, Request("first, so that the speed is known", 50));
        var waiting = Enumerable.Range(0, 300).Select(i => Task.Run(async () =>
        {
            await foreach (var piece in model.GenerateAsync(Request($"{i}", 2000, (ulong)i), enough.Token))
            {
            }
        }, enough.Token)).ToArray();
        while (model.Load.Waiting < 256)
        {
            await Task.Yield();
        }
        var load = model.Load;

        var refusal = await Assert.ThrowsAsync<ModelBusyException>(
            () => Answer.OfAsync(model, Request("too many", 1)));

        Assert.Equal(256, refusal.Waiting);
        Assert.True(refusal.Wait > TimeSpan.FromSeconds(1));
        Assert.InRange(refusal.Wait, load.Wait * 0.5, load.Wait * 2);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task An_answer_beside_others_is_the_one_alone_as_far_as_rounding_goes()
    {
        await using var model = await models.LoadAsync(RandomQuantization.Q8_0);
        var together = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            Answer.OfAsync(model, Request($"{i} {new string('z', 3 * i)}", 40 + i, (ulong)i))));
        for (var i = 0; i < together.Length; i++)
        {
            var request = Request($"{i} {new string('z', 3 * i)}", 40 + i, (ulong)i);
            var score = await model.ScoreAsync(
                new ScoreRequest { Prompt = request.Prompt, Seed = request.Seed, Continuation = together[i].Tokens },
                TestContext.Current.CancellationToken);
            Assert.All(score.Tokens, token => Assert.InRange(token.Margin, 0, 0.05));
        }
    }

    [Fact]
    public async Task A_shared_beginning_is_computed_once()
    {
        await using var model = await models.LoadAsync(RandomQuantization.F32);
        var beginning = new string('b', 900);
        var first = await Answer.OfAsync(model, Request(beginning + " first", 3));
        var second = await Answer.OfAsync(model, Request(beginning + " second", 3));
        var third = await Answer.OfAsync(model, Request("another " + beginning, 3));

        Assert.InRange(first.ReusedTokens, 0, 2); // the token that begins every text
        Assert.InRange(second.ReusedTokens, 900, second.PromptTokens - 1);
        Assert.InRange(third.ReusedTokens, 0, 2);
    }

    [Fact]
    public async Task Of_two_that_come_together_the_second_waits_for_what_both_have_in_common()
    {
        await using var model = await models.LoadAsync(RandomQuantization.F32);
        var beginning = new string('b', 1500);
        await Answer.OfAsync(model, Request("the library is warm", 3));
        var both = await Task.WhenAll(
            Answer.OfAsync(model, Request(beginning + " first", 3)),
            Answer.OfAsync(model, Request(beginning + " second", 3)));
        Assert.InRange(both.Min(answer => answer.ReusedTokens), 0, 2);
        Assert.InRange(both.Max(answer => answer.ReusedTokens), 1400, 1520);
    }

    [Fact]
    public async Task Nothing_is_kept_where_nothing_may_be_kept()
    {
        await using var model = await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(await models.FileAsync(RandomQuantization.F32), 0, 1) { PromptCacheBytes = 0 },
            TestContext.Current.CancellationToken);
        var prompt = new string('b', 900);
        await Answer.OfAsync(model, Request(prompt, 3));
        Assert.Equal(0, (await Answer.OfAsync(model, Request(prompt, 3))).ReusedTokens);
    }
}
