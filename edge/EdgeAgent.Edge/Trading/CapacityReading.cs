namespace EdgeAgent.Edge.Trading;

/// <summary>What the device has to spare at one moment.</summary>
/// <param name="Jobs">Jobs that wait or run.</param>
/// <param name="JobLimit">Jobs that it takes at most; 0: none.</param>
/// <param name="TempC">Its temperature, °C; null: unknown.</param>
/// <param name="TokensPerSecond">Measured speed with the model; null: not measured yet.</param>
/// <param name="Loaded">Whether the model is in memory.</param>
/// <param name="Hour">Hour of the owner's day, 0 to 23.</param>
internal sealed record CapacityReading(
    int Jobs, int JobLimit, double? TempC, double? TokensPerSecond, bool Loaded, int Hour);
