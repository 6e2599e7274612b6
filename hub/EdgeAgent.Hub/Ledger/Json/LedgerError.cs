namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>Why a request was refused.</summary>
internal sealed record LedgerError(string Error);
