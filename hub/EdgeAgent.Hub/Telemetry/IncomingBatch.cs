using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>What one message of a device brought.</summary>
internal sealed record IncomingBatch(
    Address Device, IReadOnlyList<Reading> Readings, IReadOnlyList<DeviceEvent> Events, IReadOnlyList<ReadingGap> Gaps)
{
    /// <summary>Records in it.</summary>
    public int Count => Readings.Count + Events.Count + Gaps.Count;
}
