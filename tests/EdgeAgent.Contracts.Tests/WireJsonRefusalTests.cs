using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Contracts.Tests;

public sealed class WireJsonRefusalTests
{
    /// <summary>The members that may be null or missing; everything else must be there.</summary>
    private static readonly HashSet<string> s_optional =
    [
        "device-capability $.tempC", "device-capability $.models[0].tokensPerSecond",
        "device-capability $.models[0].contextTokens", "device-capability $.models[0].slots", "claim-ack $.reason", "job-result $.claim",
        "device-points $.points[0].room", "device-points $.points[0].unit", "device-points $.points[0].step",
        "device-points $.points[0].safe",
        "reading-batch $.events[0].point", "reading-batch $.events[0].value", "reading-batch $.events[0].detail",
        "device-event $.point", "device-event $.value", "device-event $.detail",
        "device-command $.args.name", "command-result $.value", "command-result $.detail",
        .. RuleMembers("desired-config"), .. RuleMembers("reported-config"),
        "job-result $.outputSalt", "job-result $.detail", "quote $.quote", "quote-refused $.reason",
    ];

    /// <summary>Members with a default: they may be missing, but not null.</summary>
    private static readonly HashSet<string> s_defaulted =
    [
        "device-capability $.throttled", "device-capability-least $.throttled",
        .. PointFlags("device-points"), .. PointFlags("device-points-least"),
        "device-points $.points[0].writable",
        "device-state $.m.lamp_1", "device-state $.m.temp", "device-state $.at.lamp_1",
        "reading $.m.lamp_1", "reading $.m.temp", "reading $.unsynced",
        "reading-batch $.items[0].m.lamp_1", "reading-batch $.items[0].m.temp", "reading-batch $.items[0].unsynced",
    ];

    [Theory]
    [MemberData(nameof(GoldenMessages.Names), MemberType = typeof(GoldenMessages))]
    public void Null_is_refused_in_every_member_and_list_item_that_is_not_optional(string name)
    {
        var golden = GoldenMessages.Named(name);
        foreach (var path in Paths(golden))
        {
            var root = JsonNode.Parse(golden.File())!;
            Replace(root, path, static (parent, key) => parent[key] = null, static (list, at) => list[at] = null);
            Expect(golden, root, s_optional.Contains($"{name} {path}"), $"{name} {path} is null");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Names), MemberType = typeof(GoldenMessages))]
    public void A_missing_member_is_refused_unless_it_is_optional(string name)
    {
        var golden = GoldenMessages.Named(name);
        foreach (var path in Paths(golden).Where(path => !path.EndsWith(']')))
        {
            var root = JsonNode.Parse(golden.File())!;
            Replace(root, path, static (parent, key) => parent.Remove(key), static (_, _) => { });
            var mayMiss = s_optional.Contains($"{name} {path}") || s_defaulted.Contains($"{name} {path}");
            Expect(golden, root, mayMiss, $"{name} {path} is missing");
        }
    }

    [Theory]
    [InlineData("device-capability", "cpu", "1e999")]
    [InlineData("device-capability", "cpu", "-1e999")]
    [InlineData("device-capability", "cpu", "\"NaN\"")]
    [InlineData("device-capability", "cpu", "NaN")]
    [InlineData("device-capability", "cpu", "Infinity")]
    [InlineData("device-capability", "tempC", "1e999")]
    [InlineData("device-capability", "queue", "1.5")]
    [InlineData("device-capability", "queue", "99999999999999999999999999999999")]
    [InlineData("device-capability", "ramFreeBytes", "-1")]
    [InlineData("device-capability", "ramFreeBytes", "1e30")]
    [InlineData("device-status", "s", "1")]
    [InlineData("device-status", "s", "\"1\"")]
    [InlineData("device-status", "s", "\"Online\"")]
    [InlineData("device-status", "s", "\"offline,online\"")]
    [InlineData("device-status", "s", "\"away\"")]
    [InlineData("device-status", "bd", "-1")]
    [InlineData("device-status", "bd", "18446744073709551616")]
    [InlineData("job-accepted", "job", "\"00112233445566778899AABBCCDDEEFF\"")]
    [InlineData("job-accepted", "job", "\"00112233445566778899aabbccddeef\\u0000\"")]
    [InlineData("job-accepted", "job", "\"00112233445566778899aabbccddeef\"")]
    [InlineData("claim-ack", "upTo", "14")]
    [InlineData("claim-ack", "upTo", "\"014\"")]
    [InlineData("claim-ack", "upTo", "\"+14\"")]
    [InlineData("claim-ack", "upTo", "\" 14\"")]
    [InlineData("claim-ack", "upTo", "\"14\\u0000\"")]
    [InlineData("claim-ack", "upTo", "\"1e3\"")]
    [InlineData("claim-ack", "upTo", "\"\"")]
    [InlineData("claim-ack", "upTo", "\"18446744073709551616\"")]
    [InlineData("claim-ack", "reason", "\"\\ud800\"")]
    [InlineData("claim-ack", "reason", "\"\\udc00x\"")]
    [InlineData("claim-ack", "reason", "\"\\ud800\\u0041\"")]
    [InlineData("enrolment-offer", "hub", "\"0x0102030405060708090A0b0c0d0e0f1011121314\"")]
    [InlineData("enrolment-offer", "hub", "\"0102030405060708090a0b0c0d0e0f1011121314\"")]
    [InlineData("enrolment-offer", "hub", "\"0x0102030405060708090a0b0c0d0e0f10111213\"")]
    [InlineData("enrolment-request", "certificateRequest", "\"not base64!\"")]
    [InlineData("enrolment-request", "certificateRequest", "[1,2]")]
    public void A_value_that_is_not_exactly_of_its_kind_is_refused(string name, string member, string json)
    {
        var golden = GoldenMessages.Named(name);
        var root = JsonNode.Parse(golden.File())!;
        Assert.NotNull(root[member]);
        root[member] = "@here";
        var text = root.ToJsonString().Replace("\"@here\"", json, StringComparison.Ordinal);
        Assert.Throws<WireFormatException>(() => golden.Parse(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("\"chat\"")]
    [InlineData("1.0")]
    public void A_kind_of_claim_that_is_not_known_is_refused(string kind)
    {
        var golden = GoldenMessages.Named("signed-claim");
        var text = Encoding.UTF8.GetString(golden.File())
            .Replace("\"kind\":1,", $"\"kind\":{kind},", StringComparison.Ordinal);
        Assert.Throws<WireFormatException>(() => golden.Parse(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","next":5,}""")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","next":5} x""")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","next":5}{}""")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","next":5/**/}""")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","next":4,"next":5}""")]
    [InlineData("""{"Job":"00112233445566778899aabbccddeeff","Next":5}""")]
    [InlineData("\uFEFF{\"job\":\"00112233445566778899aabbccddeeff\",\"next\":5}")]
    public void What_is_not_one_whole_message_is_refused(string text)
    {
        var golden = GoldenMessages.Named("job-chunk-ack");
        Assert.Throws<WireFormatException>(() => golden.Parse(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("""{"job":"the secret words","next":5}""")]
    [InlineData("""{"job":"00112233445566778899aabbccddeeff","the secret words":{"the secret words":[1,}}""")]
    [InlineData("""{"the secret words""")]
    [InlineData("""{"job":["the secret words"]}""")]
    [InlineData("""the secret words""")]
    public void An_error_does_not_repeat_the_message(string text)
    {
        var golden = GoldenMessages.Named("job-chunk-ack");
        var error = Assert.Throws<WireFormatException>(() => golden.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the s", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_member_that_is_wrong()
    {
        var golden = GoldenMessages.Named("job-chunk");
        var text = Encoding.UTF8.GetString(golden.File()).Replace("[17,", "[\"x\",", StringComparison.Ordinal);
        var error = Assert.Throws<WireFormatException>(() => golden.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("Not a JobChunk: tokens at line 1, byte ", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> RuleMembers(string name) =>
        "name room periodMs deadband maxSilenceMs alarmAbove alarmBelow".Split(' ')
            .Select(member => $"{name} $.cfg.rules[0].{member}");

    private static IEnumerable<string> PointFlags(string name) =>
        "writable guarded simulated diagnostic".Split(' ').Select(member => $"{name} $.points[0].{member}");

    private static void Expect(GoldenCase golden, JsonNode root, bool accepted, string what)
    {
        var error = Record.Exception(() => golden.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())));
        Assert.True(accepted ? error is null : error is WireFormatException, $"{what}: {error}");
    }

    private static List<string> Paths(GoldenCase golden)
    {
        var paths = new List<string>();
        Walk(JsonNode.Parse(golden.File())!, paths);
        return paths;
    }

    private static void Walk(JsonNode node, List<string> paths)
    {
        var children = node.GetValueKind() switch
        {
            JsonValueKind.Object => node.AsObject().Select(member => member.Value!),
            JsonValueKind.Array => node.AsArray().Select(item => item!),
            _ => [],
        };
        foreach (var child in children)
        {
            paths.Add(child.GetPath());
            Walk(child, paths);
        }
    }

    private static void Replace(
        JsonNode root, string path, Action<JsonObject, string> member, Action<JsonArray, int> item)
    {
        var node = Find(root, path);
        if (node.Parent is JsonObject parent)
        {
            member(parent, node.GetPropertyName());
        }
        else
        {
            item(node.Parent!.AsArray(), node.GetElementIndex());
        }
    }

    private static JsonNode Find(JsonNode node, string path)
    {
        if (node.GetPath() == path)
        {
            return node;
        }
        var children = node is JsonObject members
            ? members.Select(member => member.Value!)
            : node.AsArray().Select(item => item!);
        return Find(children.Last(child => path.StartsWith(child.GetPath(), StringComparison.Ordinal)), path);
    }
}
