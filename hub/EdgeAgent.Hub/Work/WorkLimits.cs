namespace EdgeAgent.Hub.Work;

/// <summary>Bounds of work in flight.</summary>
internal static class WorkLimits
{
    /// <summary>Clients' requests at once; more are told to come again.</summary>
    public const int Sessions = 1024;

    /// <summary>Devices that may take one request, one after the other, before it fails.</summary>
    public const int Attempts = 3;

    /// <summary>Messages that may wait for a client that reads slowly; the device's window is smaller.</summary>
    public const int QueuedEvents = 512;

    /// <summary>Text that may wait for a client that reads slowly, UTF-16 units.</summary>
    public const int QueuedChars = 1 << 20;

    /// <summary>Items that a client takes before the hub acknowledges them; below any device's window.</summary>
    public const int AckItems = 16;

    /// <summary>Text that a client takes before the hub acknowledges it, UTF-16 units.</summary>
    public const int AckChars = 16 * 1024;

    /// <summary>An acknowledgement older than this is renewed with the next item.</summary>
    public static readonly TimeSpan AckAge = TimeSpan.FromMilliseconds(500);

    /// <summary>Time for a device to say that it takes a job, before another is looked for.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(1);

    /// <summary>Time for a device to say that it takes a job, where there is no other.</summary>
    public static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks for a device while there is none.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    /// <summary>Time that a request waits while every device is full.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
}
