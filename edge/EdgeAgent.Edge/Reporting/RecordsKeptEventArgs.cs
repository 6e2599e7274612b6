namespace EdgeAgent.Edge.Reporting;

/// <summary>Records that are on the disk now.</summary>
internal sealed class RecordsKeptEventArgs(IReadOnlyList<StoredRecord> records) : EventArgs
{
    public IReadOnlyList<StoredRecord> Records { get; } = records;
}
