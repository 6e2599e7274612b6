namespace EdgeAgent.Hub.Ledger;

/// <summary>A row of the journal as it lies on the disk.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Digest">Said to be the entry's digest.</param>
/// <param name="Rule">Said to be its rule.</param>
/// <param name="Agreement">Said to be its agreement.</param>
/// <param name="Claim">Said to be its claim.</param>
/// <param name="Entry">The entry.</param>
internal sealed record LedgerRow(
    long Index, byte[] Digest, long Rule, byte[]? Agreement, byte[]? Claim, byte[] Entry);
