namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>The newest entries of one account.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Micros">What it has now, micro-credits.</param>
/// <param name="Entries">Newest first.</param>
internal sealed record StatementBody(string Account, long Micros, IReadOnlyList<EntryBody> Entries);
