using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Market;

/// <summary>A device that could do the work, with what decides between devices.</summary>
/// <param name="Device">The device.</param>
/// <param name="Boot">Its boot counter.</param>
/// <param name="Slots">Jobs that it takes at most.</param>
/// <param name="Queue">Jobs that it reported last, others' included.</param>
/// <param name="Loaded">Whether the model is in its memory.</param>
/// <param name="TokensPerSecond">Measured speed with this model; 0 before the first measurement.</param>
internal sealed record MarketCandidate(
    Address Device, ulong Boot, int Slots, int Queue, bool Loaded, double TokensPerSecond);
