namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>An account and what it has.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Micros">Micro-credits; negative: it owes.</param>
internal sealed record BalanceBody(string Account, long Micros);
