namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary>How long one series is kept, days; null: as for all.</summary>
internal sealed record RetentionBody(int? RawDays, int? MinuteDays, int? HourDays);
