namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Bounds of what administration reads.</summary>
internal static class BodyLimits
{
    /// <summary>Largest body, bytes: a key with all its models fits.</summary>
    public const int Bytes = 32 * 1024;

    /// <summary>Deepest nesting.</summary>
    public const int JsonDepth = 8;
}
