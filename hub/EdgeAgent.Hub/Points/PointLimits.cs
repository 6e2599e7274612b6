namespace EdgeAgent.Hub.Points;

/// <summary>Bounds of points and commands.</summary>
internal static class PointLimits
{
    /// <summary>Commands that wait for the answer of one device.</summary>
    public const int CommandsPerDevice = 64;

    /// <summary>A value older than this many of its device's periods is stale.</summary>
    public const int StalePeriods = 3;

    /// <summary>Shortest life of a command.</summary>
    public static readonly TimeSpan LeastLife = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest life of a command.</summary>
    public static readonly TimeSpan MostLife = TimeSpan.FromMinutes(5);

    /// <summary>The device's last word may take this long after the command's end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
}
