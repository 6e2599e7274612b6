using CsCheck;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Tests.Sampling;

public sealed class TokenSamplerTests
{
    private static readonly Gen<SamplingParameters> s_sampling =
        from penalty in Gen.OneOf(Gen.Const(1f), Gen.Float[0.5f, 2])
        from window in Gen.Int[0, 20]
        from topK in Gen.OneOf(Gen.Const(0), Gen.Int[1, 300])
        from topP in Gen.OneOf(Gen.Const(1f), Gen.Float[0.01f, 1])
        from minP in Gen.OneOf(Gen.Const(0f), Gen.Float[0, 1])
        from temperature in Gen.OneOf(Gen.Const(0f), Gen.Float[0.1f, 2])
        select new SamplingParameters
        {
            RepetitionPenalty = penalty,
            RepetitionWindow = window,
            TopK = topK,
            TopP = topP,
            MinP = minP,
            Temperature = temperature,
        };

    /// <summary>
    /// Few different values, so that borders fall between equal logits; and vocabularies beside all widths.
    /// </summary>
    private static readonly Gen<float[]> s_logits = Gen.OneOf(
        Gen.Int[-6, 6].Select(value => value / 2f).Array[1, 400],
        Gen.Float[-12, 12].Array[1, 400]);

    [Fact]
    public void Every_draw_is_what_the_documented_steps_give()
    {
        Gen.Select(s_logits, s_sampling, Gen.ULong, Gen.Int[0, 100_000], Gen.Int[0, int.MaxValue].Array[0, 30]).Sample(
            (logits, sampling, seed, position, before) =>
            {
                before = [.. before.Select(token => token % logits.Length)];
                var sampler = new TokenSampler(logits.Length);
                var drawn = sampler.Draw(logits, sampling, seed, position, before);
                Assert.Equal(PlainSampler.Draw(logits, sampling, seed, position, before), drawn);
            },
            iter: 3000);
    }

    [Fact]
    public void A_draw_leaves_no_trace_in_the_next()
    {
        var sampler = new TokenSampler(300);
        Gen.Select(Gen.Float[-5, 5].Array[300], s_sampling, Gen.ULong, Gen.Int[0, 299].Array[0, 30]).Sample(
            (logits, sampling, seed, before) =>
                Assert.Equal(
                    new TokenSampler(300).Draw(logits, sampling, seed, 9, before),
                    sampler.Draw(logits, sampling, seed, 9, before)),
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public void The_logits_stay_as_they_were()
    {
        float[] logits = [1, 2, 3];
        var strong = new SamplingParameters { RepetitionPenalty = 2, TopK = 2, TopP = 0.5f, MinP = 0.1f };

        new TokenSampler(3).Draw(logits, strong, 1, 3, [0, 1, 2]);

        Assert.Equal([1, 2, 3], logits);
    }

    [Fact]
    public void Draws_follow_the_softmax()
    {
        float[] logits = [0, 1, 2, 0.5f, -1, 1.5f, -3, 2];
        const float temperature = 0.8f;
        const int draws = 200_000;
        var sampler = new TokenSampler(logits.Length);
        var counts = new int[logits.Length];
        for (var position = 0; position < draws; position++)
        {
            counts[sampler.Draw(logits, new SamplingParameters { Temperature = temperature }, 42, position, [])]++;
        }

        var weights = logits.Select(logit => Math.Exp(logit / temperature)).ToArray();
        var chiSquare = weights.Select((weight, token) =>
        {
            var expected = draws * weight / weights.Sum();
            return (counts[token] - expected) * (counts[token] - expected) / expected;
        }).Sum();
        // Seven degrees of freedom: a true softmax exceeds 24.3 once in a thousand seeds.
        Assert.InRange(chiSquare, 0, 24.3);
    }

    [Fact]
    public void Neighbouring_seeds_and_positions_draw_independently()
    {
        var flat = new float[2];
        var sampler = new TokenSampler(2);
        var same = 0;
        for (var position = 0; position < 20_000; position++)
        {
            var first = sampler.Draw(flat, SamplingParameters.Default, 1, position, []);
            same += first == sampler.Draw(flat, SamplingParameters.Default, 2, position, []) ? 1 : 0;
            same += first == sampler.Draw(flat, SamplingParameters.Default, 1, position + 1, []) ? 1 : 0;
        }
        Assert.InRange(same, 20_000 - 500, 20_000 + 500); // five deviations
    }

    [Fact]
    public void Temperature_zero_takes_the_likeliest_and_the_first_of_equals()
    {
        var logits = new float[1000];
        logits[700] = logits[333] = 5;
        Assert.Equal(333, new TokenSampler(1000).Draw(logits, SamplingParameters.Greedy, 3, 0, []));
    }

    [Fact]
    public void A_repeated_token_is_penalised_once_and_only_within_the_window()
    {
        float[] logits = [2, 1.5f, -1];
        var sampling = new SamplingParameters { Temperature = 0, RepetitionPenalty = 2, RepetitionWindow = 3 };
        var sampler = new TokenSampler(3);
        Assert.Equal(1, sampler.Draw(logits, sampling, 0, 4, [0, 0, 0]));
        Assert.Equal(0, sampler.Draw(logits, sampling, 0, 4, [0, 2, 2, 2]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logits_that_are_no_numbers_are_refused(float bad)
    {
        foreach (var place in (int[])[0, 7, 40, 99])
        {
            var logits = new float[100];
            logits[place] = bad;
            var sampler = new TokenSampler(100);
            Assert.Throws<InferenceException>(() => sampler.Draw(logits, SamplingParameters.Default, 1, 0, []));
        }
    }

    [Theory]
    [InlineData(0f, 1f, 0, 0f)]
    [InlineData(1f, 1f, 0, 0f)]
    [InlineData(0.8f, 0.9f, 40, 0.05f)]
    [InlineData(1f, 0.9f, 0, 0f)]
    public void Draws_take_no_working_memory_once_warm(float temperature, float topP, int topK, float minP)
    {
        var random = new float[32_000];
        for (var i = 0; i < random.Length; i++)
        {
            random[i] = (float)(GumbelNoise.At(1, 1, i) * 2);
        }
        var sampling = new SamplingParameters
        {
            Temperature = temperature,
            TopP = topP,
            TopK = topK,
            MinP = minP,
            RepetitionPenalty = 1.1f,
        };
        var sampler = new TokenSampler(random.Length);
        sampler.Draw(random, sampling, 1, 0, [1, 2, 3]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var position = 1; position < 20; position++)
        {
            sampler.Draw(random, sampling, 1, position, [1, 2, 3]);
        }

        // Unoptimised code boxes a vector now and then; optimised code allocates nothing at all.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 19 * 128);
    }
}
