namespace EdgeAgent.Models.Language;

/// <summary>Ranges of <see cref="SamplingParameters"/>.</summary>
public static class SamplingLimits
{
    /// <summary>Least repetition penalty.</summary>
    public const float MinPenalty = 0.1f;

    /// <summary>Largest repetition penalty.</summary>
    public const float MaxPenalty = 10;

    /// <summary>Most tokens that the repetition penalty looks back on.</summary>
    public const int MaxWindow = 4096;

    /// <summary>Largest temperature.</summary>
    public const float MaxTemperature = 2;
}
