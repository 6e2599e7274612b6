namespace EdgeAgent.Hub.Administration;

/// <summary>Event ids of administration, 2460 to 2499; append only.</summary>
internal static class AdministrationEventIds
{
    public const int RouteWithoutAccess = 2460;
    public const int OriginRefused = 2461;
    public const int KeyRefused = 2462;
    public const int AuditFailed = 2463;
    public const int LastUseNotStored = 2464;
    public const int LoginFailed = 2465;
    public const int ListenChanged = 2466;
    public const int SetupDone = 2467;
}
