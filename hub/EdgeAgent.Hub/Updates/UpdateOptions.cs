using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Updates;

/// <summary>Settings of updates.</summary>
public sealed class UpdateOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Hub:Updates";

    /// <summary>Hour of the day, local time, from which releases are given out, 0 to 23.</summary>
    [Range(0, 23)]
    public int FromHour { get; set; }

    /// <summary>Hour of the day, local time, until which they are, 0 to 24; as <see cref="FromHour"/>: at any time.</summary>
    [Range(0, 24)]
    public int ToHour { get; set; } = 24;
}
