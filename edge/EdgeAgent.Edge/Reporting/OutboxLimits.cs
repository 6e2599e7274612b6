namespace EdgeAgent.Edge.Reporting;

/// <summary>Bounds of the outbox.</summary>
internal static class OutboxLimits
{
    /// <summary>Records that wait in memory for their commit; what comes while so many wait is lost, and said as a gap.</summary>
    public const int Pending = 4_096;

    /// <summary>Records under way to the hub without its acknowledgement.</summary>
    public const int Window = 2_048;

    /// <summary>Records of one batch of history.</summary>
    public const int Batch = 128;

    /// <summary>Bytes of one batch of history: below a message's limit with room for its frame.</summary>
    public const int BatchBytes = 48 * 1024;

    /// <summary>Records that are dropped at once when there is no room.</summary>
    public const int DropAtOnce = 512;

    /// <summary>Acknowledgements that wait for the next commit.</summary>
    public const int Acks = 1_024;

    /// <summary>A record without acknowledgement is sent again after this long.</summary>
    public static readonly TimeSpan Resend = TimeSpan.FromSeconds(20);

    /// <summary>After a refusal of the disk.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a command is remembered.</summary>
    public static readonly TimeSpan Commands = TimeSpan.FromDays(7);
}
