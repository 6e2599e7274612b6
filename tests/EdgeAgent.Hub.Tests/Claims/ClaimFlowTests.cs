using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Claims;

public sealed class ClaimFlowTests
{
    private const string NoClaim =
        "/api/hub/claims/0x0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task A_claim_that_comes_by_MQTT_is_acknowledged_and_shown_so_that_anybody_can_check_it()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("kitchen");
        var (mqtt, acks) = await ConnectAsync(hub, device);
        var maker = new ClaimMaker(hub.Identity.Key, device.Key);
        var signed = maker.Next();
        await SendAsync(device, mqtt, signed);
        Assert.Equal(
            new ClaimAck(ClaimAckStatus.Stored, 1), await acks.ReadAsync(TestContext.Current.CancellationToken));

        using var client = FeatureHub.Client(hub);
        var digest = TypedData.Digest(signed.Claim);
        var page = await JsonAsync(client, "/api/hub/claims?limit=1");
        var row = page.GetProperty("claims")[0];
        Assert.Equal(digest.ToString(), row.GetProperty("hash").GetString());
        Assert.Equal("unverified", row.GetProperty("verdict").GetString()); // the maker's model is not this hub's
        Assert.Equal("chat", row.GetProperty("kind").GetString());

        var detail = await JsonAsync(client, $"/api/hub/claims/{digest}");
        Assert.Equal(device.Address.ToString(), detail.GetProperty("device").GetString());
        Assert.Equal(signed.Signature.ToString(), detail.GetProperty("signature").GetString());
        var typed = detail.GetProperty("typedData");
        Assert.Equal("PoIClaim", typed.GetProperty("primaryType").GetString());
        Assert.Equal(
            JsonDocument.Parse(TypedData.ToJson(signed.Claim)).RootElement.GetRawText(), typed.GetRawText());
        var agreed = detail.GetProperty("lock");
        Assert.Equal("Lock", agreed.GetProperty("typedData").GetProperty("primaryType").GetString());
        Assert.Equal(signed.Lock.Signature.ToString(), agreed.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task A_forged_claim_is_refused_with_the_reason_and_not_shown()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync();
        var (mqtt, acks) = await ConnectAsync(hub, device);
        var honest = new ClaimMaker(hub.Identity.Key, device.Key).Next();
        await SendAsync(device, mqtt, honest with { Claim = honest.Claim with { UnitsOut = 1_000_000 } });
        var ack = await acks.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ClaimAckStatus.Refused, 0ul), (ack.Status, ack.UpTo));
        Assert.Equal(ClaimFaults.Describe(ClaimFault.Signature), ack.Reason);
        using var client = FeatureHub.Client(hub);
        Assert.Equal(0, (await JsonAsync(client, "/api/hub/claims")).GetProperty("claims").GetArrayLength());
    }

    [Fact]
    public async Task A_device_that_says_two_things_gets_no_more_work_and_the_page_says_why()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync();
        var (mqtt, acks) = await ConnectAsync(hub, device);
        var maker = new ClaimMaker(hub.Identity.Key, device.Key);
        await SendAsync(device, mqtt, maker.Next());
        await acks.ReadAsync(TestContext.Current.CancellationToken);
        await SendAsync(device, mqtt, maker.At(1, default));
        Assert.Equal(
            ClaimAckStatus.Refused, (await acks.ReadAsync(TestContext.Current.CancellationToken)).Status);
        Assert.NotNull(hub.Services.GetRequiredService<IDeviceBench>().ReasonOf(device.Address));
        using var client = FeatureHub.Client(hub);
        var shown = (await JsonAsync(client, "/api/hub/devices")).GetProperty("devices")[0];
        Assert.Contains("two claims", shown.GetProperty("benched").GetString(), StringComparison.Ordinal);
        var metrics = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("edgehub_claims_total{verdict=\"refused\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_starts_again_goes_on_at_the_head()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        SignedClaim first, second;
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            await device.EnrolAsync(hub, "kept");
            var maker = new ClaimMaker(hub.Identity.Key, device.Key);
            (first, second) = (maker.Next(), maker.Next());
            var (mqtt, acks) = await ConnectAsync(hub, device);
            await SendAsync(device, mqtt, first);
            await acks.ReadAsync(TestContext.Current.CancellationToken);
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            var (mqtt, acks) = await ConnectAsync(hub, device, bd: 2);
            await SendAsync(device, mqtt, first); // its acknowledgement may have been lost with the hub
            await SendAsync(device, mqtt, second);
            var last = await acks.ReadAsync(TestContext.Current.CancellationToken);
            while (last.UpTo < 2)
            {
                Assert.Equal(ClaimAckStatus.Stored, last.Status);
                last = await acks.ReadAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    [Theory]
    [InlineData("/api/hub/claims?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/hub/claims?limit=201", HttpStatusCode.BadRequest)]
    [InlineData("/api/hub/claims?limit=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/hub/claims?before=-1", HttpStatusCode.BadRequest)]
    [InlineData("/api/hub/claims/0x12", HttpStatusCode.BadRequest)]
    [InlineData(NoClaim, HttpStatusCode.NotFound)]
    public async Task A_question_without_an_answer_gets_a_status_that_says_so(string path, HttpStatusCode status)
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("error", body, StringComparison.Ordinal);
    }

    private static async Task<(IMqttClient Client, ChannelReader<ClaimAck> Acks)> ConnectAsync(
        HubHost hub, TestDevice device, ulong bd = 1)
    {
        var acks = Channel.CreateUnbounded<ClaimAck>();
        var client = await device.ConnectAsync(hub, bd);
        client.ApplicationMessageReceivedAsync += message =>
        {
            if (message.ApplicationMessage.Topic == device.Topic(Leaves.ClaimAck))
            {
                acks.Writer.TryWrite(WireJson.Parse(
                    message.ApplicationMessage.Payload.ToArray(), WireJson.Default.ClaimAck));
            }
            return Task.CompletedTask;
        };
        await device.SayHelloAsync(client, bd);
        return (client, acks.Reader);
    }

    private static Task<MqttClientPublishResult> SendAsync(TestDevice device, IMqttClient client, SignedClaim signed) =>
        device.PublishAsync(client, Leaves.Claim, WireJson.Write(signed, WireJson.Default.SignedClaim));

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken)).RootElement;
}
