namespace EdgeAgent.Hub.Renewal;

/// <summary>Bounds of renewals.</summary>
internal static class RenewalLimits
{
    /// <summary>Renewals of one device in an hour: each costs signatures and a commit; an honest device needs one in weeks, and some more when power fails in between.</summary>
    public const int PerHour = 30;

    /// <summary>Largest body, bytes.</summary>
    public const int BodyBytes = 16 * 1024;
}
