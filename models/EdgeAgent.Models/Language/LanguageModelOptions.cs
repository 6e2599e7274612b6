namespace EdgeAgent.Models.Language;

/// <summary>How to load a model.</summary>
/// <param name="Path">The model file.</param>
/// <param name="ContextTokens">
/// Tokens of context for each sequence; 0, or more than that: what the model was trained for.
/// </param>
/// <param name="Threads">
/// Compute threads; 0: one for each physical core, fewer for models so small that more would only wait for each other.
/// </param>
/// <param name="KnownDigest">
/// The file's digest where the caller has just verified it; null: computed while loading.
/// </param>
public sealed record LanguageModelOptions(
    string Path, int ContextTokens = 0, int Threads = 0, ModelDigest? KnownDigest = null)
{
    /// <summary>Most sequences that are computed side by side, 1 to 64; 0: four.</summary>
    public int Slots { get; init; }

    /// <summary>
    /// Most memory that the model may take, weights, context and working memory together, bytes; 0: what the system
    /// leaves to this process.
    /// </summary>
    public long MemoryBytes { get; init; }

    /// <summary>
    /// Most context memory that beginnings of earlier requests may keep, bytes; what runs now goes before. Null: all
    /// that nothing else needs; 0: nothing is kept.
    /// </summary>
    public long? PromptCacheBytes { get; init; }

    /// <summary>
    /// Folder where kept beginnings are stored when the model is unloaded and found when it is loaded again; null: they
    /// are forgotten. Holds what was asked and answered: for the owner's eyes only.
    /// </summary>
    public string? PromptCacheDirectory { get; init; }
}
