namespace EdgeAgent.Edge.Connection;

/// <summary>What <c>counters.json</c> holds.</summary>
/// <param name="Boot">Process starts.</param>
/// <param name="Bd">Connects.</param>
internal sealed record CounterState(ulong Boot, ulong Bd);
