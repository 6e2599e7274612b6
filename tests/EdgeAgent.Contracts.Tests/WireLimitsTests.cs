using System.Reflection;
using System.Text;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Contracts.Tests;

public sealed class WireLimitsTests
{
    private static readonly JobChunk s_chunk = GoldenMessages.Chunk;
    private static readonly JobRequest s_job = GoldenMessages.Job;
    private static readonly DeviceCapability s_capability = GoldenMessages.Capability;
    private static readonly Rfq s_rfq = GoldenMessages.Rfq;
    private static readonly DeviceBirth s_birth = GoldenMessages.Birth;

    private static readonly PointInfo s_point = GoldenMessages.Point;
    private static readonly PointRule s_rule = GoldenMessages.Rule;

    /// <summary>For each limit a message that just keeps it, and one that just breaks it.</summary>
    private static readonly Dictionary<string, (IWireMessage Keeps, IWireMessage Breaks)> s_cases = new()
    {
        ["JobInputBytes"] = (
            s_job with { Input = new byte[WireLimits.JobInputBytes] },
            s_job with { Input = new byte[WireLimits.JobInputBytes + 1] }),
        ["JobTokens"] = (
            s_job with { MaxTokens = WireLimits.JobTokens }, s_job with { MaxTokens = WireLimits.JobTokens + 1 }),
        ["ResumeTokens"] = (
            s_job with { Resume = new int[WireLimits.ResumeTokens] },
            s_job with { Resume = new int[WireLimits.ResumeTokens + 1] }),
        ["ChunkTokens"] = (
            s_chunk with { Tokens = new int[WireLimits.ChunkTokens] },
            s_chunk with { Tokens = new int[WireLimits.ChunkTokens + 1] }),
        ["ChunkChars"] = (
            s_chunk with { Text = new string('x', WireLimits.ChunkChars) },
            s_chunk with { Text = new string('x', WireLimits.ChunkChars + 1) }),
        ["Models"] = (
            s_birth with { Models = [.. Enumerable.Repeat(s_birth.Models[0], WireLimits.Models)] },
            s_birth with { Models = [.. Enumerable.Repeat(s_birth.Models[0], WireLimits.Models + 1)] }),
        ["Models of a capability"] = (
            s_capability with { Models = [.. Enumerable.Repeat(s_capability.Models[0], WireLimits.Models)] },
            s_capability with { Models = [.. Enumerable.Repeat(s_capability.Models[0], WireLimits.Models + 1)] }),
        ["Slots"] = (
            s_capability with { Models = [s_capability.Models[0] with { Slots = WireLimits.Slots }] },
            s_capability with { Models = [s_capability.Models[0] with { Slots = WireLimits.Slots + 1 }] }),
        ["Caps"] = (
            s_birth with { Caps = [.. Enumerable.Repeat("chat", WireLimits.Caps)] },
            s_birth with { Caps = [.. Enumerable.Repeat("chat", WireLimits.Caps + 1)] }),
        ["MinTempC"] = (
            s_capability with { TempC = WireLimits.MinTempC }, s_capability with { TempC = WireLimits.MinTempC - 1 }),
        ["MaxTempC"] = (
            s_capability with { TempC = WireLimits.MaxTempC }, s_capability with { TempC = WireLimits.MaxTempC + 1 }),
        ["TokensPerSecond"] = (
            s_capability with { Models = [Speed(WireLimits.TokensPerSecond)] },
            s_capability with { Models = [Speed(1.01e9)] }),
        ["TextChars"] = (
            new JobCancel(s_job.Id, new string('x', WireLimits.TextChars)),
            new JobCancel(s_job.Id, new string('x', WireLimits.TextChars + 1))),
        ["TextChars of a refusal"] = (
            new ClaimAck(ClaimAckStatus.Refused, 0, new string('x', WireLimits.TextChars)),
            new ClaimAck(ClaimAckStatus.Refused, 0, new string('x', WireLimits.TextChars + 1))),
        ["JobTtlMs"] = (
            s_job with { TtlMs = WireLimits.JobTtlMs }, s_job with { TtlMs = WireLimits.JobTtlMs + 1 }),
        ["LeaseTermMs"] = (
            s_rfq with { TermMs = WireLimits.LeaseTermMs }, s_rfq with { TermMs = WireLimits.LeaseTermMs + 1 }),
        ["Deadline of a request for quotes"] = (s_rfq with { DeadlineMs = 1 }, s_rfq with { DeadlineMs = 0 }),
        ["Stops"] = (
            s_job with { Stop = [.. Enumerable.Repeat("x", GenerationRequest.MaxStops)] },
            s_job with { Stop = [.. Enumerable.Repeat("x", GenerationRequest.MaxStops + 1)] }),
        ["Bytes of a stop"] = (
            s_job with { Stop = [new string('ü', GenerationRequest.MaxStopBytes / 2)] },
            s_job with { Stop = [new string('ü', (GenerationRequest.MaxStopBytes / 2) + 1)] }),
        ["Turns"] = (
            new JobInput([.. Enumerable.Repeat(new ChatMessage("user", ""), JobInput.MaxMessages)]),
            new JobInput([.. Enumerable.Repeat(new ChatMessage("user", ""), JobInput.MaxMessages + 1)])),
        ["Role"] = (
            new JobInput([new ChatMessage(new string('r', JobInput.MaxRoleChars), "")]),
            new JobInput([new ChatMessage(new string('r', JobInput.MaxRoleChars + 1), "")])),
        ["Hosts"] = (
            Grant(Enumerable.Repeat("h", HubDoors.MaxHosts)), Grant(Enumerable.Repeat("h", HubDoors.MaxHosts + 1))),
        ["Host"] = (
            Grant([new string('h', HubDoors.MaxHostChars)]), Grant([new string('h', HubDoors.MaxHostChars + 1)])),
        ["No hosts"] = (Grant(["h"]), Grant([])),
        ["Negative token"] = (s_chunk with { Tokens = [0] }, s_chunk with { Tokens = [-1] }),
        ["Negative place"] = (s_chunk with { Seq = 0 }, s_chunk with { Seq = -1 }),
        ["No token asked"] = (s_job with { MaxTokens = 1 }, s_job with { MaxTokens = 0 }),
        ["No time"] = (s_job with { TtlMs = 1 }, s_job with { TtlMs = 0 }),
        ["Load"] = (s_capability with { Cpu = 1 }, s_capability with { Cpu = 1.01 }),
        ["Load is a number"] = (s_capability with { Cpu = 0 }, s_capability with { Cpu = double.NaN }),
        ["Temperature of sampling"] = (
            s_job, s_job with { Sampling = s_job.Sampling with { Temperature = float.PositiveInfinity } }),
        ["Points"] = (Points(WireLimits.Points), Points(WireLimits.Points + 1)),
        ["Values of a reading"] = (Values(WireLimits.Points), Values(WireLimits.Points + 1)),
        ["PointTextChars"] = (
            Points(s_point with { Room = new string('x', WireLimits.PointTextChars) }),
            Points(s_point with { Room = new string('x', WireLimits.PointTextChars + 1) })),
        ["Name of a rule"] = (
            Rules(s_rule with { Name = new string('x', WireLimits.PointTextChars) }),
            Rules(s_rule with { Name = new string('x', WireLimits.PointTextChars + 1) })),
        ["UnitChars"] = (
            Points(s_point with { Unit = new string('x', WireLimits.UnitChars) }),
            Points(s_point with { Unit = new string('x', WireLimits.UnitChars + 1) })),
        ["BatchItems"] = (
            new ReadingBatch([.. Enumerable.Repeat(GoldenMessages.Reading, WireLimits.BatchItems)], [], []),
            new ReadingBatch([.. Enumerable.Repeat(GoldenMessages.Reading, WireLimits.BatchItems + 1)], [], [])),
        ["AckRanges"] = (
            new ReadingAck(1, [.. Enumerable.Repeat(new SeqRange(1, 1), WireLimits.AckRanges)]),
            new ReadingAck(1, [.. Enumerable.Repeat(new SeqRange(1, 1), WireLimits.AckRanges + 1)])),
        ["Sequence"] = (
            GoldenMessages.Reading with { Seq = WireLimits.Sequence },
            GoldenMessages.Reading with { Seq = WireLimits.Sequence + 1 }),
        ["Range upside down"] = (new ReadingAck(1, [new SeqRange(2, 2)]), new ReadingAck(1, [new SeqRange(2, 1)])),
        ["Gap upside down"] = (
            new ReadingBatch([], [], [GoldenMessages.Gap with { To = 100 }]),
            new ReadingBatch([], [], [GoldenMessages.Gap with { To = 99 }])),
        ["Value is a number"] = (
            Values(1), GoldenMessages.Reading with { M = new Dictionary<PointId, double> { [default] = double.NaN } }),
        ["One point twice"] = (Points(s_point), Points(s_point, s_point)),
        ["One rule twice"] = (Rules(s_rule), Rules(s_rule, s_rule)),
        ["Writable without a range"] = (Points(s_point), Points(s_point with { Max = null })),
        ["Safe state out of range"] = (Points(s_point with { Safe = 100 }), Points(s_point with { Safe = 101 })),
        ["Period of a point"] = (
            Rules(s_rule with { PeriodMs = PointRule.MinPeriodMs }),
            Rules(s_rule with { PeriodMs = PointRule.MinPeriodMs - 1 })),
        ["Period of a device"] = (
            new DevicePoints([], DevicePoints.MaxPeriodMs), new DevicePoints([], DevicePoints.MaxPeriodMs + 1)),
        ["Alarm below above alarm"] = (
            Rules(s_rule with { AlarmBelow = 30 }), Rules(s_rule with { AlarmBelow = 31 })),
        ["Set without a point"] = (
            GoldenMessages.Command, GoldenMessages.Command with { Args = new CommandArgs(Value: 1) }),
        ["Run without a name"] = (
            GoldenMessages.Command with { Op = CommandOp.Run },
            GoldenMessages.Command with { Op = CommandOp.Run, Args = new CommandArgs() }),
        ["Messages or prompt"] = (
            new JobInput(Prompt: ""), new JobInput([new ChatMessage("user", "x")], "x")),
        ["Neither messages nor prompt"] = (new JobInput(Prompt: ""), new JobInput()),
        ["Certificate request"] = (
            Request(EnrolmentRequest.MaxCertificateRequestBytes),
            Request(EnrolmentRequest.MaxCertificateRequestBytes + 1)),
    };

    public static TheoryData<string> Cases { get; } = [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_at_the_limit_is_taken_and_one_beyond_it_refused(string limit)
    {
        var (keeps, breaks) = s_cases[limit];
        keeps.Validate();
        Assert.Throws<WireFormatException>(breaks.Validate);
    }

    [Fact]
    public void A_payload_above_64_KiB_is_refused_before_it_is_read()
    {
        var golden = GoldenMessages.Named("job-accepted");
        var padded = new byte[WireLimits.MessageBytes];
        padded.AsSpan().Fill((byte)' ');
        golden.File().CopyTo(padded, 0);
        golden.Parse(padded);
        var error = Assert.Throws<WireFormatException>(() => golden.Parse([.. padded, (byte)' ']));
        Assert.Contains("65537", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_nested_deeper_than_the_limit_is_refused()
    {
        Read(WireLimits.JsonDepth - 1);
        Assert.Throws<WireFormatException>(() => Read(WireLimits.JsonDepth));

        static void Read(int lists) => GoldenMessages.Named("job-accepted").Parse(Encoding.UTF8.GetBytes(
            $$"""{"job":"00112233445566778899aabbccddeeff","x":{{new string('[', lists)}}{{new string(']',
            lists)}}}"""));
    }

    [Fact]
    public void The_sender_learns_of_a_broken_limit_not_the_receiver()
    {
        var tooLong = s_chunk with { Text = new string('x', WireLimits.ChunkChars + 1) };
        Assert.Throws<WireFormatException>(() => WireJson.Write(tooLong, WireJson.Default.JobChunk));
        var tooLarge = s_job with { Input = new byte[WireLimits.JobInputBytes], Resume = Tokens(int.MaxValue) };
        tooLarge.Validate();
        Assert.Throws<WireFormatException>(() => WireJson.Write(tooLarge, WireJson.Default.JobRequest));
    }

    [Fact]
    public void The_largest_job_of_a_vocabulary_below_100_000_and_the_largest_chunk_fit_in_a_message()
    {
        var job = s_job with
        {
            Input = new byte[WireLimits.JobInputBytes],
            Resume = Tokens(99_999),
            Stop = [],
        };
        Assert.InRange(WireJson.Write(job, WireJson.Default.JobRequest).Length, 1, WireLimits.MessageBytes);
        var chunk = s_chunk with
        {
            Text = new string('\u0001', WireLimits.ChunkChars), // six bytes each, the longest escape
            Tokens = [.. Enumerable.Repeat(int.MaxValue, WireLimits.ChunkTokens)],
        };
        Assert.InRange(WireJson.Write(chunk, WireJson.Default.JobChunk).Length, 1, WireLimits.MessageBytes);
    }

    [Fact]
    public void A_point_takes_what_is_in_its_range_and_on_its_step()
    {
        var dial = s_point with { Min = 5, Max = 30, Step = 0.1 };
        Assert.True(dial.Takes(21.3));
        Assert.True(dial.Takes(30));
        Assert.False(dial.Takes(21.35));
        Assert.False(dial.Takes(30.1));
        Assert.False(dial.Takes(4.9));
        Assert.False(dial.Takes(double.NaN));
        Assert.False((dial with { Writable = false }).Takes(21.3));
    }

    [Fact]
    public void Every_limit_has_a_test()
    {
        string[] elsewhere = ["MessageBytes", "JsonDepth"]; // the facts above
        var limits = typeof(WireLimits).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.Name);
        Assert.Empty(limits.Except(elsewhere).Except(s_cases.Keys));
    }

    private static ModelCapability Speed(double tokensPerSecond) =>
        s_capability.Models[0] with { TokensPerSecond = tokensPerSecond };

    private static int[] Tokens(int token) => [.. Enumerable.Repeat(token, WireLimits.ResumeTokens)];

    private static DevicePoints Points(int count) =>
        Points([.. Enumerable.Range(0, count).Select(i => s_point with { Id = PointId.Parse($"p{i}") })]);

    private static DevicePoints Points(params PointInfo[] points) => new(points, 1_000);

    private static Reading Values(int count) => GoldenMessages.Reading with
    {
        M = Enumerable.Range(0, count).ToDictionary(i => PointId.Parse($"p{i}"), _ => 1.0),
    };

    private static DesiredConfig Rules(params PointRule[] rules) => new(1, new DeviceConfig(rules));

    private static EnrolmentGrant Grant(IEnumerable<string> hosts) => new(
        [1], [1], new HubDoors([.. hosts], 8883, 8444),
        new DeviceDescriptor(default, default, 1, 0, 1), default, 0);

    private static EnrolmentRequest Request(int bytes) =>
        new(new PairPermit(default, default, default, default, default, default), default, new byte[bytes], "");
}
