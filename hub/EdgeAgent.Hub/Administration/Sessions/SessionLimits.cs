namespace EdgeAgent.Hub.Administration.Sessions;

/// <summary>Bounds of sessions.</summary>
internal static class SessionLimits
{
    /// <summary>Most sessions; the one unused longest makes room for a new one.</summary>
    public const int Count = 16;

    /// <summary>A session that is not used for so long ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>A session ends after so long, used or not.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>How exactly the last use is known after a restart.</summary>
    public static readonly TimeSpan SeenPeriod = TimeSpan.FromMinutes(1);
}
