namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>One side of an entry.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Micros">What it gains, micro-credits.</param>
internal sealed record PostingBody(string Account, long Micros);
