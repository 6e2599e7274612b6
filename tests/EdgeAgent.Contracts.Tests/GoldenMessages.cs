using System.Text;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Contracts.Tests;

/// <summary>One message of each kind, every member set (and where members are optional, one without them), texts with characters that JSON escapes.</summary>
public static class GoldenMessages
{
    private static readonly JobId s_job = Parse("00112233445566778899aabbccddeeff");
    private static readonly EnrolmentId s_enrolment =
        EnrolmentId.TryParse("ffeeddccbbaa99887766554433221100", out var id) ? id : throw new FormatException();
    private static readonly ModelDigest s_model = ModelDigest.FromBytes(Fill(32, 0x40));

    public static PoIClaim Claim { get; } = new(
        Hash(1), ClaimKind.Chat, Account(2), Account(3), Account(4), Hash(5), Hash(6), Hash(7), Hash(8), Hash(9),
        Hash(10), ulong.MaxValue, Hash(11), 12, 13, UInt128.MaxValue, 14, 1_800_000_000, 1_800_000_001, 15, Hash(16),
        Hash(17));

    public static SignedLock Lock { get; } = new(
        new WorkLock(Hash(1), Hash(2), Account(3), UInt128.MaxValue, 1, Hash(4), Hash(5), ulong.MaxValue),
        Signature(6));

    public static SignedQuote Quote { get; } = new(
        new Quote(
            Hash(1), Hash(2), Account(3), 4, 5, ulong.MaxValue, 7, 8, 9, uint.MaxValue, Hash(10), Hash(11),
            1_800_000_000_000, ulong.MaxValue),
        Signature(12));

    public static Rfq Rfq { get; } = new(
        Hash(1), Account(2), GoodsKind.Chat, Hash(3), 4, uint.MaxValue, UInt128.MaxValue, 60_000,
        WireLimits.LeaseTermMs, PrivacyClass.Home, VerifyLevel.Audit, Hash(5), ulong.MaxValue);

    public static Usage Usage { get; } = new(Hash(1), Hash(2), 3, 4, 5, UInt128.MaxValue, Hash(6));

    public static JobRequest Job { get; } = new(
        s_job, Lock, s_model, Encoding.UTF8.GetBytes("""{"prompt":"Once"}"""), Hash(20),
        new SamplingParameters
        {
            RepetitionPenalty = 1.1f,
            RepetitionWindow = 32,
            TopK = 40,
            TopP = 0.95f,
            MinP = 0.05f,
            Temperature = 0.7f,
        },
        ["\n\n", "Ende."], MaxTokens: 256, TtlMs: 60_000, Resume: [1, 2, 31_999]);

    public static DeviceBirth Birth { get; } = new("0.1.0", "Raspberry Pi 5, BCM2712", 3, 7, ["chat"], [s_model]);

    public static DeviceCapability Capability { get; } = new(
        0.25, 4_000_000_000, 1, 8, [new ModelCapability(s_model, Loaded: true, 31.5, 2048, 4)], 48.5, Throttled: true);

    public static JobChunk Chunk { get; } = new(s_job, 4, "Grüße, \"Welt\" 😀\u0001", [17, 0, 31_999]);

    public static HubDoors Doors { get; } = new(["edgehub.local", "192.0.2.7"], 8883, 8444);

    public static PointId Lamp { get; } = PointId.Parse("lamp_1");

    public static PointInfo Point { get; } = new(
        Lamp, "Ceiling lamp", PointKind.Light, "Nursery", "%", 0, 100, 5, Writable: true, Safe: 0, Guarded: true,
        Simulated: true, Diagnostic: true);

    public static Reading Reading { get; } = new(
        3, 4_711, 1_800_000_000_123, Values(("lamp_1", 40), ("temp", 21.4)), Unsynced: true);

    public static DeviceEvent Event { get; } = new(
        3, 4_712, 1_800_000_000_124, DeviceEventKind.Alarm, PointId.Parse("temp"), 31.5, "above 30 °C");

    public static ReadingGap Gap { get; } =
        new(2, 100, 199, 1_799_999_000_000, 1_799_999_100_000, GapReason.Quota);

    public static PointRule Rule { get; } =
        new(Lamp, "Lamp", "Nursery", 1_000, 0.5, 60_000, AlarmAbove: 30, AlarmBelow: 5);

    public static DeviceCommand Command { get; } = new(
        Id("0123456789abcdef0123456789abcdef"), CommandOp.Set, new CommandArgs(Lamp, 40, "reboot"), 1_800_000_010_000);

    public static IReadOnlyList<GoldenCase> All { get; } =
    [
        new GoldenCaseOf<DeviceStatus>(
            "device-status", new DeviceStatus(Presence.Online, 7, 1_800_000_000_123), WireJson.Default.DeviceStatus),
        new GoldenCaseOf<DeviceBirth>("device-birth", Birth, WireJson.Default.DeviceBirth),
        new GoldenCaseOf<DeviceCapability>("device-capability", Capability, WireJson.Default.DeviceCapability),
        new GoldenCaseOf<DeviceCapability>(
            "device-capability-least", new DeviceCapability(0, 0, 0, 1, [new ModelCapability(s_model, Loaded: false)]),
            WireJson.Default.DeviceCapability),
        new GoldenCaseOf<DevicePoints>(
            "device-points", new DevicePoints([Point], 10_000), WireJson.Default.DevicePoints),
        new GoldenCaseOf<DevicePoints>(
            "device-points-least",
            new DevicePoints([new PointInfo(PointId.Parse("temp"), "Warmth", PointKind.Temperature)], 10_000),
            WireJson.Default.DevicePoints),
        new GoldenCaseOf<PointValues>(
            "device-state",
            new PointValues(
                1_800_000_000_200, Values(("lamp_1", 40), ("temp", 21.4)),
                new Dictionary<PointId, long> { [Lamp] = 1_800_000_000_100 }),
            WireJson.Default.PointValues),
        new GoldenCaseOf<Reading>("reading", Reading, WireJson.Default.Reading),
        new GoldenCaseOf<ReadingBatch>(
            "reading-batch", new ReadingBatch([Reading], [Event], [Gap]), WireJson.Default.ReadingBatch),
        new GoldenCaseOf<ReadingAck>(
            "reading-ack", new ReadingAck(3, [new SeqRange(1, 4_711), new SeqRange(4_713, 4_713)]),
            WireJson.Default.ReadingAck),
        new GoldenCaseOf<DeviceEvent>("device-event", Event, WireJson.Default.DeviceEvent),
        new GoldenCaseOf<DeviceCommand>("device-command", Command, WireJson.Default.DeviceCommand),
        new GoldenCaseOf<CommandResult>(
            "command-result",
            new CommandResult(Command.Id, CommandStatus.Rejected, 40, "the lamp is locked by hand"),
            WireJson.Default.CommandResult),
        new GoldenCaseOf<DesiredConfig>(
            "desired-config", new DesiredConfig(7, new DeviceConfig([Rule])), WireJson.Default.DesiredConfig),
        new GoldenCaseOf<ReportedConfig>(
            "reported-config", new ReportedConfig(7, new DeviceConfig([Rule]), ["lamp_2: there is no such point"]),
            WireJson.Default.ReportedConfig),
        new GoldenCaseOf<JobRequest>("job-request", Job, WireJson.Default.JobRequest),
        new GoldenCaseOf<JobInput>(
            "job-input-prompt", new JobInput(Prompt: "Es war einmal\n"), WireJson.Default.JobInput),
        new GoldenCaseOf<JobInput>(
            "job-input-messages",
            new JobInput([new ChatMessage("system", "Be brief."), new ChatMessage("user", "Why? <br>")]),
            WireJson.Default.JobInput),
        new GoldenCaseOf<JobAccepted>("job-accepted", new JobAccepted(s_job), WireJson.Default.JobAccepted),
        new GoldenCaseOf<JobRejected>(
            "job-rejected", new JobRejected(s_job, JobRejectReason.Busy, "8 of 8 places taken"),
            WireJson.Default.JobRejected),
        new GoldenCaseOf<JobChunk>("job-chunk", Chunk, WireJson.Default.JobChunk),
        new GoldenCaseOf<JobChunkAck>("job-chunk-ack", new JobChunkAck(s_job, 5), WireJson.Default.JobChunkAck),
        new GoldenCaseOf<JobCancel>(
            "job-cancel", new JobCancel(s_job, "the client went away"), WireJson.Default.JobCancel),
        new GoldenCaseOf<JobResult>(
            "job-result",
            new JobResult(s_job, 6, JobOutcome.Cancelled, 12, 13, Hash(30), Hash(31), "cancelled after 13 tokens"),
            WireJson.Default.JobResult),
        new GoldenCaseOf<JobResult>(
            "job-result-least", new JobResult(s_job, 0, JobOutcome.Failed, 0, 0), WireJson.Default.JobResult),
        new GoldenCaseOf<SignedClaim>(
            "signed-claim", new SignedClaim(Claim, Signature(40), Lock), WireJson.Default.SignedClaim),
        new GoldenCaseOf<ClaimAck>(
            "claim-ack", new ClaimAck(ClaimAckStatus.Refused, 14, "another claim has this place"),
            WireJson.Default.ClaimAck),
        new GoldenCaseOf<ClaimAck>(
            "claim-ack-least", new ClaimAck(ClaimAckStatus.Stored, 0), WireJson.Default.ClaimAck),
        new GoldenCaseOf<Rfq>("rfq", Rfq, WireJson.Default.Rfq),
        new GoldenCaseOf<QuoteAnswer>("quote", new QuoteAnswer(Hash(1), Quote), WireJson.Default.QuoteAnswer),
        new GoldenCaseOf<QuoteAnswer>(
            "quote-refused", new QuoteAnswer(Hash(1), Reason: "all 8 places are taken"), WireJson.Default.QuoteAnswer),
        new GoldenCaseOf<SignedUsage>(
            "usage", new SignedUsage(s_job, Usage, Signature(7)), WireJson.Default.SignedUsage),
        new GoldenCaseOf<SignedUsageAck>(
            "usage-ack", new SignedUsageAck(s_job, Usage, new UsageAck(Hash(1), Hash(8)), Signature(9)),
            WireJson.Default.SignedUsageAck),
        new GoldenCaseOf<SignedReceipt>(
            "receipt",
            new SignedReceipt(
                new Receipt(
                    Hash(1), Hash(2), Hash(3), 4, 5, UInt128.MaxValue, ReceiptVerdict.Partial, ReceiptReason.Moved),
                Signature(6)),
            WireJson.Default.SignedReceipt),
        new GoldenCaseOf<EnrolmentOffer>(
            "enrolment-offer", new EnrolmentOffer(Account(1), Hash(2), Hash(3), Hash(4), 1_800_000_000_000),
            WireJson.Default.EnrolmentOffer),
        new GoldenCaseOf<EnrolmentRequest>(
            "enrolment-request",
            new EnrolmentRequest(
                new PairPermit(Account(1), Account(2), Hash(3), Hash(4), Hash(5), Hash(6)), Signature(7), Fill(9, 8),
                "QEMU virt"),
            WireJson.Default.EnrolmentRequest),
        new GoldenCaseOf<EnrolmentGrant>(
            "enrolment-grant",
            new EnrolmentGrant(
                Fill(10, 1), Fill(11, 2), Doors,
                new DeviceDescriptor(Hash(3), Account(4), 3, 1_800_000_000, 1_807_776_000),
                Signature(5), 1_800_000_000_000),
            WireJson.Default.EnrolmentGrant),
        new GoldenCaseOf<PairingHello>(
            "pairing-hello",
            new PairingHello(
                PairingLimits.Version, s_enrolment, Hash(1), "Raspberry Pi 5", Fill(PairingLimits.SaltBytes, 2),
                PairingLimits.CodeIterations, Hash(3)),
            WireJson.Default.PairingHello),
        new GoldenCaseOf<PairingWait>("pairing-wait", new PairingWait(2_000), WireJson.Default.PairingWait),
        new GoldenCaseOf<PairingRefused>(
            "pairing-refused", new PairingRefused(5_000), WireJson.Default.PairingRefused),
        new GoldenCaseOf<PairingChallenge>(
            "pairing-challenge",
            new PairingChallenge(
                Hash(4), Fill(PairingLimits.GroupBytes, 5), Account(6), Hash(7), Hash(8), 1_800_000_000_000),
            WireJson.Default.PairingChallenge),
        new GoldenCaseOf<PairingReply>(
            "pairing-reply", new PairingReply(Hash(4), Fill(PairingLimits.GroupBytes, 9)),
            WireJson.Default.PairingReply),
        new GoldenCaseOf<PairingProof>(
            "pairing-proof", new PairingProof(Hash(4), Hash(10)), WireJson.Default.PairingProof),
        new GoldenCaseOf<PairingConfirm>(
            "pairing-confirm", new PairingConfirm(Hash(4), Hash(11), Fill(40, 12)), WireJson.Default.PairingConfirm),
        new GoldenCaseOf<PairingGrant>(
            "pairing-grant", new PairingGrant(Hash(4), Fill(40, 13)), WireJson.Default.PairingGrant),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(golden => golden.Name)];

    public static GoldenCase Named(string name) => All.Single(golden => golden.Name == name);

    public static Bytes32 Hash(byte first) => new(Fill(Bytes32.SizeBytes, first));

    public static Address Account(byte first) => new(Fill(Address.SizeBytes, first));

    private static RecoverableSignature Signature(byte first) => new(Fill(RecoverableSignature.SizeBytes, first));

    private static byte[] Fill(int length, byte first) =>
        [.. Enumerable.Range(first, length).Select(value => (byte)value)];

    private static Dictionary<PointId, double> Values(params (string Id, double Value)[] values) =>
        values.ToDictionary(pair => PointId.Parse(pair.Id), pair => pair.Value);

    private static CommandId Id(string text) =>
        CommandId.TryParse(text, out var id) ? id : throw new FormatException(text);

    private static JobId Parse(string text) => JobId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
