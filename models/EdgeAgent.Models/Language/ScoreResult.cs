namespace EdgeAgent.Models.Language;

/// <summary>How a claimed answer fits.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="Tokens">One for each token of the continuation, in order.</param>
public sealed record ScoreResult(int PromptTokens, IReadOnlyList<TokenScore> Tokens);
