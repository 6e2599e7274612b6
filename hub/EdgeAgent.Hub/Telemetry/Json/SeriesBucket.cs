namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary>Readings of one span of time.</summary>
/// <param name="T">Its start, Unix milliseconds.</param>
/// <param name="Count">Readings.</param>
/// <param name="Avg">Their mean.</param>
/// <param name="Min">Least.</param>
/// <param name="Max">Greatest.</param>
internal sealed record SeriesBucket(long T, long Count, double Avg, double Min, double Max);
