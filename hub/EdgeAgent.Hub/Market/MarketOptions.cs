using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Market;

/// <summary>Settings of the market.</summary>
internal sealed class MarketOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Hub:Market";

    /// <summary>What a second of waiting is worth to a person, micro-credits: weighs speed against price.</summary>
    [Range(0, 1_000_000)]
    public int SecondMicros { get; set; } = 100;

    /// <summary>What a standing lease sets aside, credits.</summary>
    [Range(1, 1_000)]
    public int LeaseCredits { get; set; } = 1;

    /// <summary>How long a standing lease holds, minutes.</summary>
    [Range(1, 60)]
    public int LeaseMinutes { get; set; } = 10;
}
