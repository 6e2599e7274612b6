using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class MemoryNeedTests
{
    private const long MiB = 1 << 20;

    /// <summary>100 MiB of weights, 1 MiB for each token of context.</summary>
    private static readonly GgufModelFacts s_facts = new("llama", "test", 1, 1, 100 * MiB, 4096, 256, 1, 64, MiB)
    {
        FeedForwardLength = 172,
    };

    [Fact]
    public void What_fits_is_taken_and_more_sequences_share_a_quarter_of_the_rest()
    {
        var plan = Plan(1024, 10_000);
        Assert.Equal((1024, 4), (plan.ContextTokens, plan.Slots));
        Assert.InRange(plan.Cells, 1024 + 2000, 1024 + 2400);
        Assert.True(plan.Memory.Total < 10_000 * MiB);
        Assert.Equal(4096, Plan(1024, 1_000_000).Cells);
        Assert.Equal(1024, (Plan(1024, 10_000, slots: 1)).Cells);
    }

    [Fact]
    public void A_context_that_does_not_fit_is_refused_with_one_that_would()
    {
        var refusal = Assert.Throws<ModelTooLargeException>(() => Plan(2048, 1024));
        var fitting = int.Parse(
            refusal.Message.Split(' ')[^4], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(fitting, 512, 1024);
        Assert.Equal(fitting, Plan(fitting, 1024).ContextTokens);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        var refusal = Assert.Throws<ModelTooLargeException>(() => Plan(1, 100));
        Assert.Contains("smaller model", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_owners_limit_counts_where_it_is_less_than_the_device()
    {
        Assert.Throws<ModelTooLargeException>(() => MemoryNeed.Plan(
            s_facts, new LanguageModelOptions("m", 1024) { MemoryBytes = 500 * MiB }, 10_000 * MiB));
    }

    private static LoadPlan Plan(int contextTokens, long availableMiB, int slots = 4) => MemoryNeed.Plan(
        s_facts, new LanguageModelOptions("m", contextTokens) { Slots = slots }, availableMiB * MiB);
}
