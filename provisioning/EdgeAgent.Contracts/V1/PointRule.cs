namespace EdgeAgent.Contracts.V1;

/// <summary>How a device treats one of its points; what is null stays as the device has it.</summary>
/// <param name="Point">The point.</param>
/// <param name="Name">The owner's words for it.</param>
/// <param name="Room">Where it is.</param>
/// <param name="PeriodMs">Time between two samples, milliseconds.</param>
/// <param name="Deadband">A value that differs by less from the last one that was kept is not kept.</param>
/// <param name="MaxSilenceMs">A value is kept at least this often, whatever the deadband.</param>
/// <param name="AlarmAbove">Above this the device raises an alarm.</param>
/// <param name="AlarmBelow">Below this the device raises an alarm.</param>
public sealed record PointRule(
    PointId Point,
    string? Name = null,
    string? Room = null,
    int? PeriodMs = null,
    double? Deadband = null,
    int? MaxSilenceMs = null,
    double? AlarmAbove = null,
    double? AlarmBelow = null)
{
    /// <summary>Shortest time between two samples, milliseconds.</summary>
    public const int MinPeriodMs = 50;

    /// <summary>Longest time between two samples and longest silence, milliseconds: one day.</summary>
    public const int MaxPeriodMs = 86_400_000;

    internal void Validate()
    {
        WireCheck.Text(Name, "name", WireLimits.PointTextChars);
        WireCheck.Text(Room, "room", WireLimits.PointTextChars);
        WireCheck.Range(PeriodMs ?? MinPeriodMs, "periodMs", MinPeriodMs, MaxPeriodMs);
        WireCheck.Range(MaxSilenceMs ?? MinPeriodMs, "maxSilenceMs", MinPeriodMs, MaxPeriodMs);
        WireCheck.Range(Deadband ?? 0, "deadband", 0, double.MaxValue);
        WireCheck.Range(AlarmAbove ?? 0, "alarmAbove", double.MinValue, double.MaxValue);
        WireCheck.Range(AlarmBelow ?? 0, "alarmBelow", double.MinValue, AlarmAbove ?? double.MaxValue);
    }
}
