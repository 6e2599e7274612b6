namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary><c>GET /api/hub/devices/{device}/series</c>.</summary>
/// <param name="Device">The device.</param>
/// <param name="Point">The point.</param>
/// <param name="StepMs">Length of a bucket.</param>
/// <param name="Buckets">Those with readings, rising.</param>
/// <param name="Gaps">What the device says will never come.</param>
internal sealed record SeriesBody(
    string Device, string Point, long StepMs, IReadOnlyList<SeriesBucket> Buckets, IReadOnlyList<SeriesGap> Gaps);
