namespace EdgeAgent.Hub.Telemetry;

/// <summary>Bounds of telemetry.</summary>
internal static class TelemetryLimits
{
    /// <summary>Messages of devices that wait for the store; then devices wait, whose outboxes keep all.</summary>
    public const int Queue = 8_192;

    /// <summary>Records of one commit.</summary>
    public const int Group = 8_192;

    /// <summary>Separate runs of sequence numbers of one device and boot; an honest device closes its holes.</summary>
    public const int Runs = 4_096;

    /// <summary>Series of one device: points that it ever had.</summary>
    public const int SeriesPerDevice = 512;

    /// <summary>Most buckets of one answer.</summary>
    public const int Buckets = 2_000;

    /// <summary>Rows that one step of the clean-up deletes, so that it never holds up readings for long.</summary>
    public const int DeleteAtOnce = 5_000;

    /// <summary>Rows of one CSV export.</summary>
    public const int CsvRows = 5_000_000;

    /// <summary>Events of one answer.</summary>
    public const int Events = 500;

    /// <summary>A reading that lies further in the future by the hub's clock is kept under the time of its arrival.</summary>
    public static readonly TimeSpan FutureSlack = TimeSpan.FromDays(1);
}
