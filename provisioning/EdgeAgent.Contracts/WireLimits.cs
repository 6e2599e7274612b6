namespace EdgeAgent.Contracts;

/// <summary>Bounds of the wire, the same on both sides.</summary>
public static class WireLimits
{
    /// <summary>Largest MQTT payload, bytes.</summary>
    public const int MessageBytes = 64 * 1024;

    /// <summary>Largest <see cref="V1.JobRequest.Input"/>, bytes before base64.</summary>
    public const int JobInputBytes = 36 * 1024;

    /// <summary>Most tokens that one job may generate.</summary>
    public const int JobTokens = 32_768;

    /// <summary>Most token ids that a job may resume from; with the ids of a whole message this stays under <see cref="MessageBytes"/>.</summary>
    public const int ResumeTokens = 2_048;

    /// <summary>Most tokens in one chunk.</summary>
    public const int ChunkTokens = 1_024;

    /// <summary>Most text in one chunk, UTF-16 units.</summary>
    public const int ChunkChars = 8_192;

    /// <summary>Most models in a birth or capability message.</summary>
    public const int Models = 64;

    /// <summary>Most jobs for one model that are computed side by side.</summary>
    public const int Slots = 64;

    /// <summary>Most features in a birth message.</summary>
    public const int Caps = 64;

    /// <summary>Lowest temperature that a message may carry, °C: absolute zero.</summary>
    public const double MinTempC = -273.15;

    /// <summary>Highest temperature that a message may carry, °C.</summary>
    public const double MaxTempC = 1_000;

    /// <summary>Highest generation speed that a message may carry.</summary>
    public const double TokensPerSecond = 1e9;

    /// <summary>Longest free text (reason, firmware, hardware), UTF-16 units.</summary>
    public const int TextChars = 512;

    /// <summary>Longest life of a job, milliseconds: one hour.</summary>
    public const int JobTtlMs = 3_600_000;

    /// <summary>Most points of a device, and most values in one message.</summary>
    public const int Points = 128;

    /// <summary>Longest name or room of a point, UTF-16 units.</summary>
    public const int PointTextChars = 64;

    /// <summary>Longest unit, UTF-16 units.</summary>
    public const int UnitChars = 16;

    /// <summary>Most readings, events or gaps in one batch of history.</summary>
    public const int BatchItems = 512;

    /// <summary>Most ranges in one acknowledgement.</summary>
    public const int AckRanges = 256;

    /// <summary>Highest boot, sequence or version number: what a signed 64-bit column holds.</summary>
    public const ulong Sequence = long.MaxValue;

    /// <summary>Longest life of a standing quote, milliseconds: one hour.</summary>
    public const int LeaseTermMs = 3_600_000;

    /// <summary>Deepest nesting of JSON.</summary>
    public const int JsonDepth = 8;
}
