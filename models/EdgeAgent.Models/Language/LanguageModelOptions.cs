namespace EdgeAgent.Models.Language;

/// <summary>How to load a model.</summary>
/// <param name="Path">The model file.</param>
/// <param name="ContextTokens">Tokens of context for each sequence; 0: what the model was trained for.</param>
/// <param name="Threads">Compute threads; 0: one for each core.</param>
public sealed record LanguageModelOptions(string Path, int ContextTokens = 0, int Threads = 0);
