using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Reporting;

/// <summary>How readings are kept and sent.</summary>
public sealed class ReportingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Reporting";

    /// <summary>Readings of this long share one write to the disk, milliseconds: so much is lost at most when the power is cut.</summary>
    [Range(10, 60_000)]
    public int CommitMs { get; set; } = 1_000;

    /// <summary>Space for what waits for the hub, bytes.</summary>
    [Range(64 * 1024L, 1L << 40)]
    public long QuotaBytes { get; set; } = 256L << 20;

    /// <summary>What is older is dropped, hours.</summary>
    [Range(1, 24 * 365)]
    public int QuotaHours { get; set; } = 7 * 24;

    /// <summary>Longest silence of the newest values, milliseconds.</summary>
    [Range(500, 3_600_000)]
    public int StatePeriodMs { get; set; } = 10_000;

    /// <summary>Most records of the past in a second, so that they do not crowd out the present.</summary>
    [Range(1, 100_000)]
    public int HistoryPerSecond { get; set; } = 1_000;
}
