using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Sensing;

/// <summary>How the agent reads the world.</summary>
public sealed class SensingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Sensing";

    /// <summary>Whether the agent looks for sensors at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where <c>sys</c>, <c>proc</c> and <c>dev</c> are; tests put a directory of their own here.</summary>
    [Required]
    public string Root { get; set; } = "/";

    /// <summary>Time between two samples of a point without a rule, milliseconds.</summary>
    [Range(50, 86_400_000)]
    public int PeriodMs { get; set; } = 10_000;

    /// <summary>Time between two searches for sensors that came or went, milliseconds.</summary>
    [Range(100, 3_600_000)]
    public int RescanMs { get; set; } = 10_000;
}
