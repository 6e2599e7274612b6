namespace EdgeAgent.Hub.Ledger;

/// <summary>Event ids of the ledger, 2500 to 2519; append only.</summary>
internal static class LedgerEventIds
{
    public const int NotWritten = 2500;
}
