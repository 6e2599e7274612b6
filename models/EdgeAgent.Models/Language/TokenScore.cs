using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Language;

/// <summary>How one token of a claimed answer fits.</summary>
/// <param name="Token">The claimed token.</param>
/// <param name="LogProbability">
/// Natural logarithm of its probability, from the model's own logits: before penalty, cuts and temperature.
/// </param>
/// <param name="Rank">Tokens with a larger logit; 0 for the likeliest.</param>
/// <param name="Drawn">What the protocol's sampler draws here under the claimed seed, parameters and grammar.</param>
/// <param name="Margin">
/// How far the claimed token lies behind the drawn one in the draw: the difference of logit/temperature + noise (of
/// logits at temperature 0). 0 where both are the same. Rounding between devices explains small ones only; infinite
/// where the grammar forbids the token.
/// </param>
/// <param name="IsKept">Whether top-k, top-p and min-p keep the claimed token.</param>
/// <param name="IsForced">Whether the grammar leaves no other token: then a match says nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenScore(
    int Token, double LogProbability, int Rank, int Drawn, double Margin, bool IsKept, bool IsForced);
