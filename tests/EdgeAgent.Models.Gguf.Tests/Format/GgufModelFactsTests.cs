using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.Tests.Format;

public sealed class GgufModelFactsTests
{
    [Fact]
    public void Of_experts_only_those_that_a_token_uses_are_active()
    {
        using var writer = new GgufWriter();
        AddBasics(writer);
        writer.Add("llama.expert_count", 8u);
        writer.Add("llama.expert_used_count", 2u);
        writer.AddTensor("token_embd.weight", GgmlType.F32, 16, 2);
        writer.AddTensor("blk.0.ffn_up_exps.weight", GgmlType.F32, 16, 10, 8);
        using var stream = new MemoryStream();
        writer.Write(stream, (tensor, output) => output.Write(new byte[tensor.SizeBytes]));

        var facts = GgufModelFacts.Of(GgufBytes.Read(stream.ToArray()));

        Assert.Equal(32 + 1280, facts.Parameters);
        Assert.Equal(32 + 320, facts.ActiveParameters);
        Assert.Equal(4 * (32 + 1280), facts.WeightBytes);
        Assert.Equal(
            (1024, 2, 3, 16),
            (facts.TrainedContextTokens, facts.VocabularyTokens, facts.Layers, facts.EmbeddingLength));
    }

    [Theory]
    [InlineData("llama.block_count", 0u)]
    [InlineData("llama.block_count", 1_000_000u)]
    [InlineData("llama.embedding_length", 0u)]
    [InlineData("llama.context_length", uint.MaxValue)]
    [InlineData("llama.attention.head_count", 0u)]
    [InlineData("llama.attention.head_count_kv", 5u)]
    [InlineData("llama.expert_used_count", 1u)]
    public void Numbers_that_no_model_has_are_refused_by_name(string key, uint value)
    {
        var bytes = GgufBytes.Write(writer => AddBasics(writer, key, value));
        var refusal = Assert.Throws<ModelFormatException>(() => GgufModelFacts.Of(GgufBytes.Read(bytes)));
        Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_language_model_is_refused() =>
        Assert.Throws<ModelFormatException>(() => GgufModelFacts.Of(GgufBytes.Read(GgufBytes.Write(_ => { }))));

    private static void AddBasics(GgufWriter writer, string? changed = null, uint value = 0)
    {
        writer.Add("general.architecture", "llama");
        writer.Add("tokenizer.ggml.tokens", (string[])["a", "b"]);
        var numbers = new Dictionary<string, uint>(StringComparer.Ordinal)
        {
            ["llama.context_length"] = 1024,
            ["llama.embedding_length"] = 16,
            ["llama.block_count"] = 3,
            ["llama.attention.head_count"] = 4,
        };
        if (changed is not null)
        {
            numbers[changed] = value;
        }
        foreach (var (key, number) in numbers)
        {
            writer.Add(key, number);
        }
    }
}
