using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class MemoryNeedTests
{
    /// <summary>100 MiB of weights, 1 MiB for each token of context.</summary>
    private static readonly GgufModelFacts s_facts = new("llama", "test", 1, 1, 100 << 20, 4096, 1, 1, 1, 1 << 20);

    [Fact]
    public void What_fits_is_taken() => MemoryNeed.Check(s_facts, 28, 128L << 20);

    [Fact]
    public void A_context_that_does_not_fit_is_refused_with_the_one_that_would()
    {
        var refusal = Assert.Throws<InferenceException>(() => MemoryNeed.Check(s_facts, 29, 128L << 20));
        Assert.Contains("At most 28 tokens", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        var refusal = Assert.Throws<InferenceException>(() => MemoryNeed.Check(s_facts, 1, 100L << 20));
        Assert.Contains("smaller model", refusal.Message, StringComparison.Ordinal);
    }
}
