namespace EdgeAgent.Models.Language;

/// <summary>How likely a generated token was, and what else was.</summary>
/// <param name="Chosen">The token that was drawn.</param>
/// <param name="Top">The likeliest tokens, likeliest first, as many as were asked for.</param>
public sealed record TokenLogProbabilities(TokenProbability Chosen, IReadOnlyList<TokenProbability> Top);
