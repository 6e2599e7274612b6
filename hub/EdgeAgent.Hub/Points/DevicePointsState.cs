using System.Collections.Frozen;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Points;

/// <summary>What is known of one device's points. Replaced, never changed.</summary>
/// <param name="Points">Its list.</param>
/// <param name="ById">The same, by id.</param>
/// <param name="Values">Newest values with their times on the device's clock.</param>
/// <param name="HeardAt">When the newest values came, on the hub's clock.</param>
internal sealed record DevicePointsState(
    DevicePoints Points,
    FrozenDictionary<PointId, PointInfo> ById,
    FrozenDictionary<PointId, (double Value, long At)> Values,
    DateTimeOffset HeardAt)
{
    public static DevicePointsState Empty { get; } = new(
        new DevicePoints([], DevicePoints.MaxPeriodMs), FrozenDictionary<PointId, PointInfo>.Empty,
        FrozenDictionary<PointId, (double, long)>.Empty, default);
}
