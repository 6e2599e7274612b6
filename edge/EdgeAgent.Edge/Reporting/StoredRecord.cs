using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Reporting;

/// <summary>A record as the outbox keeps it; exactly one of the two is there.</summary>
internal sealed record StoredRecord(Reading? Reading, DeviceEvent? Event)
{
    public ulong Boot => Reading?.Boot ?? Event!.Boot;

    public ulong Seq => Reading?.Seq ?? Event!.Seq;
}
