namespace EdgeAgent.Hub.Telemetry;

/// <summary>Ids of log events, append-only: 2620 to 2649.</summary>
internal static class TelemetryEventIds
{
    public const int NotStored = 2620;
    public const int TooManyRuns = 2621;
    public const int TooManySeries = 2622;
    public const int RetentionFailed = 2623;
    public const int ConfigChanged = 2624;
    public const int WebhookFailed = 2625;
}
