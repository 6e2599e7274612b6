namespace EdgeAgent.Identity.Releases;

/// <summary>Limits of what is read before its signature is known to be good.</summary>
public static class ReleaseLimits
{
    /// <summary>Largest envelope, bytes.</summary>
    public const int EnvelopeBytes = 32 * 1024;

    /// <summary>Most keys in a list.</summary>
    public const int Keys = 8;

    /// <summary>Largest archive, bytes.</summary>
    public const long ArchiveBytes = 512L << 20;

    /// <summary>Most bytes in an archive, unpacked.</summary>
    public const long InstalledBytes = 2L << 30;

    /// <summary>Longest version, characters.</summary>
    public const int VersionChars = 40;
}
