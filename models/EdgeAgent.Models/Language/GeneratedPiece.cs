namespace EdgeAgent.Models.Language;

/// <summary>A piece of a growing answer.</summary>
/// <param name="Text">Whole characters; may be empty.</param>
/// <param name="Tokens">The tokens that this text completes (see <see cref="ILanguageModel.GenerateAsync"/>).</param>
/// <param name="PromptTokens">Tokens of the prompt, resumed ones not counted; the same in each piece.</param>
/// <param name="Finish">Null while the answer grows.</param>
public readonly record struct GeneratedPiece(
    string Text, IReadOnlyList<int> Tokens, int PromptTokens, FinishReason? Finish)
{
    /// <summary>
    /// On the last piece: what was generated behind <see cref="Tokens"/> and is no part of the answer, that is the end
    /// token or the tokens that a stop string cut. They were drawn, so evidence and units count them; the text before
    /// the stop string, where it begins inside a token, still stands in <see cref="Text"/>.
    /// </summary>
    public IReadOnlyList<int> CutTokens { get; init; } = [];

    /// <summary>
    /// Tokens of prompt and resumed answer that were in memory from earlier requests and were not computed again.
    /// </summary>
    public int ReusedTokens { get; init; }

    /// <summary>For each of <see cref="Tokens"/>, where the request asked for it; otherwise empty.</summary>
    public IReadOnlyList<TokenLogProbabilities> LogProbabilities { get; init; } = [];
}
