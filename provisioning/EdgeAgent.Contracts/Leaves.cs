namespace EdgeAgent.Contracts;

/// <summary>The last levels of device topics. The one table of who may write and read what.</summary>
public static class Leaves
{
    /// <summary>Retained presence and will, <see cref="V1.DeviceStatus"/>.</summary>
    public const string Status = "status";

    /// <summary>Retained birth, <see cref="V1.DeviceBirth"/>.</summary>
    public const string Birth = "birth";

    /// <summary>Retained capability, <see cref="V1.DeviceCapability"/>.</summary>
    public const string Capability = "cap";

    /// <summary>Retained list of points, <see cref="V1.DevicePoints"/>.</summary>
    public const string Points = "points";

    /// <summary>Retained newest values, <see cref="V1.PointValues"/>.</summary>
    public const string State = "state";

    /// <summary>Live readings, <see cref="V1.Reading"/>.</summary>
    public const string Tele = "tele";

    /// <summary>Readings from the outbox, <see cref="V1.ReadingBatch"/>.</summary>
    public const string History = "hist";

    /// <summary><see cref="V1.DeviceEvent"/>.</summary>
    public const string Event = "event";

    /// <summary><see cref="V1.CommandResult"/>.</summary>
    public const string CommandResult = "res";

    /// <summary>Retained configuration in force, <see cref="V1.ReportedConfig"/>.</summary>
    public const string Reported = "reported";

    /// <summary><see cref="V1.ReadingAck"/>.</summary>
    public const string ReadingAck = "ack";

    /// <summary><see cref="V1.DeviceCommand"/>.</summary>
    public const string Command = "cmd";

    /// <summary><see cref="V1.DesiredConfig"/>; the hub sends it again on every connect.</summary>
    public const string Desired = "desired";

    /// <summary>A plain value for a point, by an integration: <c>set/&lt;point&gt;</c>. The hub makes a <see cref="Command"/> of it.</summary>
    public const string Set = "set";

    /// <summary><see cref="V1.JobAccepted"/>.</summary>
    public const string LockAck = "up/lockack";

    /// <summary><see cref="V1.JobRejected"/>.</summary>
    public const string LockReject = "up/lockreject";

    /// <summary><see cref="V1.JobChunk"/>.</summary>
    public const string Chunk = "up/chunk";

    /// <summary><see cref="V1.JobResult"/>.</summary>
    public const string Result = "up/result";

    /// <summary><see cref="V1.SignedClaim"/>.</summary>
    public const string Claim = "up/claim";

    /// <summary><see cref="V1.JobRequest"/>.</summary>
    public const string Job = "dn/job";

    /// <summary><see cref="V1.JobCancel"/>.</summary>
    public const string JobCancel = "dn/jobcancel";

    /// <summary><see cref="V1.JobChunkAck"/>.</summary>
    public const string ChunkAck = "dn/chunkack";

    /// <summary><see cref="V1.ClaimAck"/>.</summary>
    public const string ClaimAck = "dn/claimack";

    /// <summary><see cref="V1.Rfq"/>.</summary>
    public const string Rfq = "dn/rfq";

    /// <summary><see cref="V1.QuoteAnswer"/>.</summary>
    public const string Quote = "up/quote";

    /// <summary><see cref="V1.SignedUsage"/>.</summary>
    public const string Usage = "up/usage";

    /// <summary><see cref="V1.SignedUsageAck"/>.</summary>
    public const string UsageAck = "dn/usageack";

    /// <summary><see cref="V1.SignedReceipt"/>.</summary>
    public const string Receipt = "dn/receipt";

    /// <summary>All topics of a device with their rights.</summary>
    public static IReadOnlyList<LeafRule> Rules { get; } =
    [
        new(Status, LeafDirection.Up, Retained: true, IntegrationMayRead: true),
        new(Birth, LeafDirection.Up, Retained: true, IntegrationMayRead: true),
        new(Capability, LeafDirection.Up, Retained: true, IntegrationMayRead: false),
        new(Points, LeafDirection.Up, Retained: true, IntegrationMayRead: false),
        new(State, LeafDirection.Up, Retained: true, IntegrationMayRead: true),
        new(Tele, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(History, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Event, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(CommandResult, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Reported, LeafDirection.Up, Retained: true, IntegrationMayRead: false),
        new(ReadingAck, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(Command, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(Desired, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(LockAck, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(LockReject, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Chunk, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Result, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Claim, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Job, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(JobCancel, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(ChunkAck, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(ClaimAck, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(Rfq, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(Quote, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(Usage, LeafDirection.Up, Retained: false, IntegrationMayRead: false),
        new(UsageAck, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
        new(Receipt, LeafDirection.Down, Retained: false, IntegrationMayRead: false),
    ];

    /// <summary>The rule of a leaf; null for a leaf that this version does not know.</summary>
    public static LeafRule? Find(string leaf)
    {
        foreach (var rule in Rules)
        {
            if (string.Equals(rule.Leaf, leaf, StringComparison.Ordinal))
            {
                return rule;
            }
        }
        return null;
    }

    /// <summary>The point of a topic that integrations write, <c>ea/1/&lt;device&gt;/set/&lt;point&gt;</c>.</summary>
    public static bool TryParseSet(string topic, out Address device, out PointId point)
    {
        var addressAt = WireTopic.Prefix.Length;
        const int addressChars = 2 + (2 * Address.SizeBytes);
        const string middle = "/" + Set + "/";
        (device, point) = (default, default);
        return topic.StartsWith(WireTopic.Prefix, StringComparison.Ordinal)
            && topic.Length > addressAt + addressChars + middle.Length
            && Address.TryParse(topic.AsSpan(addressAt, addressChars), out device)
            && string.CompareOrdinal(topic, addressAt + addressChars, middle, 0, middle.Length) == 0
            && PointId.TryParse(topic[(addressAt + addressChars + middle.Length)..], out point);
    }

    internal static bool IsKnown(string leaf) => Find(leaf) is not null;
}
