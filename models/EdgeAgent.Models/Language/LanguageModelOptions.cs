namespace EdgeAgent.Models.Language;

/// <summary>How to load a model.</summary>
/// <param name="Path">The model file.</param>
/// <param name="ContextTokens">Tokens of context for each sequence; 0, or more than that: what the model was trained for.</param>
/// <param name="Threads">Compute threads; 0: one for each physical core, fewer for models so small that more would only wait for each other.</param>
/// <param name="KnownDigest">The file's digest where the caller has just verified it; null: computed while loading.</param>
public sealed record LanguageModelOptions(
    string Path, int ContextTokens = 0, int Threads = 0, ModelDigest? KnownDigest = null);
