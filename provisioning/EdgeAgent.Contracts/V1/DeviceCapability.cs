namespace EdgeAgent.Contracts.V1;

/// <summary><c>ea/1/&lt;id&gt;/cap</c>, retained: what the device can do now.</summary>
/// <param name="Cpu">Processor load of the whole board, 0 to 1.</param>
/// <param name="RamFreeBytes">Free memory.</param>
/// <param name="Queue">Jobs waiting or running.</param>
/// <param name="QueueLimit">Jobs that it takes at most.</param>
/// <param name="Models">Models that it can run.</param>
/// <param name="TempC">Temperature in °C; null where there is no sensor.</param>
/// <param name="Throttled">Whether the board has slowed itself down.</param>
public sealed record DeviceCapability(
    double Cpu,
    long RamFreeBytes,
    int Queue,
    int QueueLimit,
    IReadOnlyList<ModelCapability> Models,
    double? TempC = null,
    bool Throttled = false) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Count(Models.Count, "models", WireLimits.Models);
}
