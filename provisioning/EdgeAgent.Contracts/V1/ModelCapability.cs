using EdgeAgent.Models;

namespace EdgeAgent.Contracts.V1;

/// <summary>A model that a device can run.</summary>
/// <param name="Digest">The model.</param>
/// <param name="Loaded">In memory now.</param>
/// <param name="TokensPerSecond">Measured generation speed of one stream; null before the first measurement.</param>
/// <param name="ContextTokens">Context that it is run with; null before the first load.</param>
/// <param name="Slots">Jobs for it that are computed side by side; null before the first load.</param>
public sealed record ModelCapability(
    ModelDigest Digest, bool Loaded, double? TokensPerSecond = null, int? ContextTokens = null, int? Slots = null)
{
    internal void Validate()
    {
        WireCheck.Range(TokensPerSecond ?? 0, "tokensPerSecond", 0, WireLimits.TokensPerSecond);
        WireCheck.Range(ContextTokens ?? 1, "contextTokens", 1, int.MaxValue);
        WireCheck.Range(Slots ?? 1, "slots", 1, WireLimits.Slots);
    }
}
