namespace EdgeAgent.Hub.Assistant;

/// <summary>Bounds of the assistant.</summary>
internal static class AssistantLimits
{
    /// <summary>Most tokens of the model's calls; six calls with long names fit.</summary>
    public const int CallTokens = 160;

    /// <summary>Most points that one sentence may set.</summary>
    public const int PointsPerSentence = 64;

    /// <summary>Most names or values that one sentence of an answer lists; the rest is counted.</summary>
    public const int Listed = 12;

    /// <summary>Most tools of a request that are looked at.</summary>
    public const int Tools = 128;

    /// <summary>How long a command is worth anything: a lamp that goes on a minute later startles.</summary>
    public static readonly TimeSpan CommandLife = TimeSpan.FromSeconds(10);

    /// <summary>Part of a range by which "more" and "less" move where no amount is said.</summary>
    public const double StepShare = 0.1;

    /// <summary>Degrees Celsius by which a heater is moved where no amount is said.</summary>
    public const double HeaterStep = 1;

    /// <summary>Target of a thermostat that is only told "on", degrees Celsius.</summary>
    public const double ComfortCelsius = 20;
}
