namespace EdgeAgent.Models.Language;

/// <summary>Facts about a loaded model.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">The model's own name, for people; never an identity.</param>
/// <param name="Architecture">As in the file's metadata, for example <c>llama</c>.</param>
/// <param name="Parameters">Number of weights in the file.</param>
/// <param name="ActiveParameters">
/// Weights that take part in one token; below <paramref name="Parameters"/> for mixtures of experts.
/// </param>
/// <param name="ContextTokens">Context of this load.</param>
/// <param name="VocabularyTokens">Size of the vocabulary.</param>
/// <param name="RuntimeClass">
/// Engine, build, instruction set and thread policy in one line of text; devices of one class compute alike.
/// </param>
public sealed record LanguageModelInfo(
    ModelDigest Digest,
    string Name,
    string Architecture,
    long Parameters,
    long ActiveParameters,
    int ContextTokens,
    int VocabularyTokens,
    string RuntimeClass)
{
    /// <summary>Sequences that are computed side by side.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Compute threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Tokens that all sequences together hold in memory; a request waits while those that run leave too few.
    /// </summary>
    public int SharedContextTokens { get; init; } = ContextTokens;

    /// <summary>What the model takes in memory at most, estimated, bytes.</summary>
    public long MemoryBytes { get; init; }
}
