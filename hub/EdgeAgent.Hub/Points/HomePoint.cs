using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Points;

/// <summary>One point of one device, as it is now.</summary>
/// <param name="Device">Whose it is.</param>
/// <param name="DeviceName">The owner's name for the device.</param>
/// <param name="Info">What the device says of the point; its name and room are the owner's words.</param>
/// <param name="Value">Newest value; null: there is none, or it is older than three of the device's periods, or the device is away.</param>
/// <param name="At">When the newest value was taken, on the device's clock; kept when the value is stale.</param>
/// <param name="Online">Whether the device is there.</param>
public sealed record HomePoint(
    Address Device, string DeviceName, PointInfo Info, double? Value, DateTimeOffset? At, bool Online);
