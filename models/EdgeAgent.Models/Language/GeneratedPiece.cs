namespace EdgeAgent.Models.Language;

/// <summary>A piece of a growing answer.</summary>
/// <param name="Text">Whole characters; may be empty.</param>
/// <param name="Tokens">The tokens that this text completes (see <see cref="ILanguageModel.GenerateAsync"/>).</param>
/// <param name="PromptTokens">Tokens of the prompt, resumed ones not counted; the same in each piece.</param>
/// <param name="Finish">Null while the answer grows.</param>
public readonly record struct GeneratedPiece(
    string Text, IReadOnlyList<int> Tokens, int PromptTokens, FinishReason? Finish);
