using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>How long readings are kept where nothing is said for a series.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Hub:Telemetry";

    /// <summary>Every single reading, days.</summary>
    [Range(1, 3_650)]
    public int RawDays { get; set; } = 30;

    /// <summary>Minutes, days.</summary>
    [Range(1, 3_650)]
    public int MinuteDays { get; set; } = 365;

    /// <summary>Hours and days, days.</summary>
    [Range(1, 36_500)]
    public int HourDays { get; set; } = 3_650;
}
