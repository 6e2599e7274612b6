namespace EdgeAgent.Models.Language;

/// <summary>Facts about a loaded embedding model.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">The model's own name, for people; never an identity.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
/// <param name="Pooling">How the tokens' vectors become one.</param>
/// <param name="ContextTokens">Longest text, tokens.</param>
/// <param name="RuntimeClass">See <see cref="LanguageModelInfo.RuntimeClass"/>.</param>
public sealed record EmbeddingModelInfo(
    ModelDigest Digest, string Name, int Dimensions, EmbeddingPooling Pooling, int ContextTokens, string RuntimeClass);
