namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Bounds of API keys.</summary>
internal static class KeyLimits
{
    /// <summary>Most keys in use at once.</summary>
    public const int Active = 256;

    /// <summary>Revoked keys that are still listed; the oldest are forgotten.</summary>
    public const int Revoked = 256;

    /// <summary>Longest name, UTF-16 units.</summary>
    public const int NameChars = 64;

    /// <summary>Most models that a key may name.</summary>
    public const int Models = 64;

    /// <summary>Longest name of a model, UTF-16 units.</summary>
    public const int ModelChars = 128;

    /// <summary>How exactly the last use is known after a crash.</summary>
    public static readonly TimeSpan LastUsePeriod = TimeSpan.FromMinutes(1);
}
