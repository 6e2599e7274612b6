namespace EdgeAgent.Hub.Telemetry.Json;

/// <summary>Records that the device had to give up.</summary>
internal sealed record SeriesGap(long From, long To, long Count, string Reason);
