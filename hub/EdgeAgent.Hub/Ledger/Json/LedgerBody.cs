namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>The ledger now.</summary>
/// <param name="Entries">Journal entries.</param>
/// <param name="Head">Digest of the newest.</param>
/// <param name="Epoch">Number of the newest closed epoch; 0: none.</param>
/// <param name="OpenEscrows">Escrows that are open.</param>
/// <param name="Sum">Of all balances: always 0.</param>
/// <param name="Balances">Accounts that are not zero.</param>
internal sealed record LedgerBody(
    ulong Entries, string Head, ulong Epoch, int OpenEscrows, long Sum, IReadOnlyList<BalanceBody> Balances);
