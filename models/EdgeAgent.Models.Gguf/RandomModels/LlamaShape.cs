namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>The sizes of a model of the Llama architecture.</summary>
/// <param name="Name">Stands in the file as the model's name.</param>
/// <param name="EmbeddingLength">Width; a multiple of <paramref name="Heads"/>.</param>
/// <param name="Layers">Number of blocks.</param>
/// <param name="Heads">Attention heads; a multiple of <paramref name="KvHeads"/>.</param>
/// <param name="KvHeads">Heads of keys and values.</param>
/// <param name="FeedForwardLength">Width inside the feed-forward part.</param>
/// <param name="VocabularyTokens">At least <see cref="RandomVocabulary.LeastTokens"/>.</param>
/// <param name="ContextTokens">What the file gives as its training context.</param>
/// <param name="TiedEmbeddings">Whether one matrix serves as embedding and output.</param>
public sealed record LlamaShape(
    string Name,
    int EmbeddingLength,
    int Layers,
    int Heads,
    int KvHeads,
    int FeedForwardLength,
    int VocabularyTokens,
    int ContextTokens,
    bool TiedEmbeddings = false)
{
    /// <summary>260 thousand parameters and an output matrix: karpathy/tinyllamas stories260K, with room for a conversation.</summary>
    /// <remarks>Not tied: with so few layers a tied random model only repeats its last token.</remarks>
    public static LlamaShape Tiny260K { get; } = new("random-tiny", 64, 5, 8, 4, 172, 512, 2048);

    /// <summary>135 million parameters: SmolLM-135M.</summary>
    public static LlamaShape Small135M { get; } = new("random-135M", 576, 30, 9, 3, 1536, 49_152, 2048, TiedEmbeddings: true);

    /// <summary>1.1 billion parameters: TinyLlama-1.1B.</summary>
    public static LlamaShape Medium1100M { get; } = new("random-1.1B", 2048, 22, 32, 4, 5632, 32_000, 2048);

    /// <summary>Length of keys and values of one token in one layer.</summary>
    public int KvLength => EmbeddingLength / Heads * KvHeads;

    /// <summary>Whether these sizes make a model.</summary>
    internal bool FitsTogether =>
        EmbeddingLength > 0 && Layers > 0 && Heads > 0 && KvHeads > 0 && Heads % KvHeads == 0
        && EmbeddingLength % Heads == 0 && EmbeddingLength / Heads % 2 == 0 && FeedForwardLength > 0
        && ContextTokens > 0 && VocabularyTokens >= RandomVocabulary.LeastTokens;
}
