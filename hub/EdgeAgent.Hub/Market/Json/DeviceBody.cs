namespace EdgeAgent.Hub.Market.Json;

/// <summary>A device of the home as it is now.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Local">The hub runs it on its own box.</param>
/// <param name="Online">It takes work.</param>
/// <param name="LastSeen">Null: never.</param>
/// <param name="Hardware">Board and processor; null before its first birth.</param>
/// <param name="Firmware">Version of the agent; null before its first birth.</param>
/// <param name="Jobs">Jobs that this hub has on it.</param>
/// <param name="Queue">Jobs that it reported last.</param>
/// <param name="QueueLimit">Jobs that it takes at most.</param>
/// <param name="Cpu">Load of the board, 0 to 1.</param>
/// <param name="RamFreeBytes">Free memory.</param>
/// <param name="TempC">Temperature in °C; null without a sensor.</param>
/// <param name="Throttled">The board has slowed itself down.</param>
/// <param name="Models">Models that it can run.</param>
/// <param name="Benched">Why it gets no more work; null when it does.</param>
internal sealed record DeviceBody(
    string Id,
    string Name,
    bool Local,
    bool Online,
    DateTimeOffset? LastSeen,
    string? Hardware,
    string? Firmware,
    int Jobs,
    int? Queue,
    int? QueueLimit,
    double? Cpu,
    long? RamFreeBytes,
    double? TempC,
    bool Throttled,
    IReadOnlyList<DeviceModelBody> Models,
    string? Benched);
