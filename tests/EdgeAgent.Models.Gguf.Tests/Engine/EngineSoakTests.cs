using System.Globalization;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>
/// Requests of all kinds at random, many at a time. <c>EDGEAGENT_SOAK_REQUESTS</c> says how many; a fixed slice without it.
/// </summary>
[Trait("Category", "Soak")]
public sealed class EngineSoakTests(RandomModelFixture models)
{
    private const int Clients = 12;
    private const int Slice = 240;
    private const int JudgedPart = 4;
    private const long AllowedGrowthBytes = 48 << 20;

    private static readonly OutputGrammar[] s_grammars =
    [
        new("root ::= \"[\" [a-z]{1,20} (\",\" [0-9]{1,5})* \"]\""),
        new("root ::= object\nobject ::= \"{\" (pair (\",\" pair)*)? \"}\"\npair ::= \"\\\"\" [a-z]* \"\\\":\" (object | [0-9]+)"),
        new("root ::= \"na\" [a-z ]* \".\"", "na"),
    ];

    [Fact]
    public async Task Whatever_is_asked_in_whatever_order_every_answer_is_its_own_and_nothing_is_lost()
    {
        var requests = int.Parse(
            Environment.GetEnvironmentVariable("EDGEAGENT_SOAK_REQUESTS") ?? $"{Slice}", CultureInfo.InvariantCulture);
        await using var model = await RandomModelFixture.Runtime.LoadAsync(
            new LanguageModelOptions(await models.FileAsync(RandomQuantization.Q8_0), 512, 1) { Slots = 6 },
            TestContext.Current.CancellationToken);
        var adapter = await model.LoadAdapterAsync(
            RandomAdapter.Write(models.PathOf("soak.gguf"), 5), TestContext.Current.CancellationToken);
        var numbers = new Queue<int>(Enumerable.Range(0, requests));
        long early = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                int number;
                lock (numbers)
                {
                    if (!numbers.TryDequeue(out number))
                    {
                        return;
                    }
                }
                early = number == requests / 4 ? Environment.WorkingSet : early;
                await AskAsync(model, adapter, new Random(number));
            }
        }, TestContext.Current.CancellationToken)));
        Assert.InRange(Environment.WorkingSet - early, long.MinValue, AllowedGrowthBytes + (early / 8));
        Assert.Equal(new ModelLoad(0, 0, TimeSpan.Zero), model.Load);
    }

    private static async Task AskAsync(ILanguageModel model, ModelDigest adapter, Random random)
    {
        var request = new GenerationRequest
        {
            Prompt = new GenerationPrompt.Text(
                string.Concat(Enumerable.Repeat("shared ", random.Next(3) * 10)) + new string('q', random.Next(250))),
            Requester = $"{random.Next(4)}",
            MaxTokens = 1 + random.Next(120),
            Seed = (ulong)random.NextInt64(),
            Sampling = random.Next(4) switch
            {
                0 => SamplingParameters.Greedy,
                1 => new SamplingParameters { TopK = 20, TopP = 0.9f, RepetitionPenalty = 1.2f },
                2 => new SamplingParameters { MinP = 0.1f, Temperature = 1.5f },
                _ => SamplingParameters.Default,
            },
            Grammar = random.Next(3) == 0 ? s_grammars[random.Next(s_grammars.Length)] : null,
            Adapter = random.Next(3) == 0 ? new AdapterUse(adapter, 1 + random.Next(2)) : null,
            Stop = random.Next(4) == 0 ? ["x", "qa"] : [],
            TopLogProbabilities = random.Next(5) == 0 ? 3 : null,
        };
        switch (random.Next(8))
        {
            case 0:
                await CancelAsync(model, request, random.Next(20));
                break;
            case 1:
                await AskBadlyAsync(model, request, random.Next(4));
                break;
            default:
                await AskWellAsync(model, request, judges: random.Next(JudgedPart) == 0);
                break;
        }
    }

    private static async Task AskWellAsync(ILanguageModel model, GenerationRequest request, bool judges)
    {
        var answer = await Answer.OfAsync(model, request);
        Assert.InRange(answer.Tokens.Count + answer.CutTokens.Count, 1, request.MaxTokens);
        if (!judges)
        {
            return;
        }
        var score = await model.ScoreAsync(
            new ScoreRequest
            {
                Prompt = request.Prompt,
                Continuation = [.. answer.Tokens, .. answer.CutTokens],
                Sampling = request.Sampling,
                Grammar = request.Grammar,
                Adapter = request.Adapter,
                Seed = request.Seed,
            },
            TestContext.Current.CancellationToken);
        // A Q8_0 model rounds what flows through it, coarser with a strong adapter: single draws move, answers do not.
        Assert.True(
            score.Tokens.Count(token => !token.IsKept || Math.Abs(token.Margin) > 0.1) <= 2 + (score.Tokens.Count / 10));
    }

    private static async Task CancelAsync(ILanguageModel model, GenerationRequest request, int afterPieces)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            var pieces = 0;
            await foreach (var piece in model.GenerateAsync(request with { MaxTokens = 400 }, cancellation.Token))
            {
                if (++pieces >= afterPieces)
                {
                    await cancellation.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // As asked.
        }
    }

    private static async Task AskBadlyAsync(ILanguageModel model, GenerationRequest request, int kind)
    {
        var bad = kind switch
        {
            0 => request with { Prompt = new GenerationPrompt.Text(new string('z', 2000)) },
            1 => request with { Resume = [100_000] },
            2 => request with { Grammar = new OutputGrammar("root ::= (") },
            _ => request with { Adapter = new AdapterUse(default) },
        };
        await Assert.ThrowsAnyAsync<InferenceException>(() => Answer.OfAsync(model, bad));
    }
}
