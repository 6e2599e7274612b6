using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Takes what must reach the hub, however long that lasts.</summary>
internal interface IRecordSink
{
    /// <summary>Keeps a reading.</summary>
    /// <param name="at">When it was taken, Unix milliseconds.</param>
    /// <param name="values">Value by point.</param>
    /// <returns>True when it is on the disk; false when it was lost (a full disk for long), which the hub will be told as a gap.</returns>
    Task<bool> Keep(long at, IReadOnlyDictionary<PointId, double> values);

    /// <summary>Keeps an event; as for a reading.</summary>
    Task<bool> Keep(long at, DeviceEventKind kind, PointId? point = null, double? value = null, string? detail = null);
}
