using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class HostileTopicTests
{
    private const byte SubscribeFailure = 0x80;

    [Fact]
    public async Task Publishing_to_another_devices_topic_reaches_nobody_and_says_so()
    {
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var victim = await hub.EnrolAsync();
        await using var attacker = await hub.EnrolAsync();
        var client = attacker.NewClient();
        await client.ConnectAsync(
            attacker.Options(hub).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).Build(),
            TestContext.Current.CancellationToken);

        foreach (var topic in (string[])[victim.Topic(Leaves.Chunk), attacker.Topic(Leaves.Job), "ea/1/unknown", "x"])
        {
            var answer = await client.PublishStringAsync(
                topic, "forged", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, answer.ReasonCode);
        }

        await attacker.PublishAsync(client, Leaves.Chunk, "own"u8.ToArray());
        Assert.Equal((attacker.Address, "own"), await chunks.NextAsync());
        Assert.True(chunks.IsEmpty);
    }

    public static TheoryData<string, byte[]> ImpossibleTopics => new()
    {
        { "single-level wildcard", "ea/1/+/status"u8.ToArray() },
        { "multi-level wildcard", "ea/#"u8.ToArray() },
        { "zero", "ea/1/\0/status"u8.ToArray() },
        { "broken UTF-8", [(byte)'e', 0xff, (byte)'a'] },
        { "overlong UTF-8", [(byte)'e', 0xc0, 0xaf, (byte)'a'] },
        { "surrogate in UTF-8", [0xed, 0xa0, 0x80] },
        { "system topic", "$SYS/broker"u8.ToArray() },
        { "eight levels", "a/b/c/d/e/f/g/h"u8.ToArray() },
        { "too long", Encoding.UTF8.GetBytes(new string('a', 300)) },
        { "empty", [] },
    };

    [Theory]
    [MemberData(nameof(ImpossibleTopics))]
    public async Task A_topic_that_cannot_be_ends_the_connection(string why, byte[] topic)
    {
        Assert.NotEmpty(why);
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));
        await client.SendAsync(RawMqttClient.Publish(topic, "x"u8.ToArray()));
        await client.ClosedAsync();
    }

    [Fact]
    public async Task A_device_subscribes_to_its_own_downward_topics_and_to_nothing_else()
    {
        await using var hub = await HubHost.StartAsync();
        await using var victim = await hub.EnrolAsync();
        await using var attacker = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, attacker.Certificate);
        Assert.Equal(0, await client.HelloAsync(attacker.Address.ToString()));

        string[] foreign =
        [
            victim.Topic(Leaves.Job), victim.Topic("dn/+"), victim.Topic(Leaves.Status), "ea/1/+/dn/job", "ea/#", "#",
            "+/+/+/+/+", "$SYS/#", "$share/g/#", attacker.Topic(Leaves.Chunk), attacker.Topic("#"), "ea/1/#",
        ];
        foreach (var filter in foreign)
        {
            Assert.Equal((filter, SubscribeFailure), (filter, await SubscribeAsync(client, filter)));
        }
        foreach (var own in (string[])[attacker.Topic(Leaves.Job), attacker.Topic("dn/+"), attacker.Topic("dn/#")])
        {
            Assert.Equal((own, (byte)0), (own, await SubscribeAsync(client, own)));
        }

        // A message for the victim passes the attacker by: the next packet is the attacker's own.
        var victimClient = await victim.ConnectAsync(hub);
        Assert.True(victimClient.IsConnected);
        var link = hub.Services.GetRequiredService<IDeviceLink>();
        foreach (var device in (Address[])[victim.Address, attacker.Address])
        {
            await link.TrySendAsync(
                device, Leaves.JobCancel, new JobCancel(JobId.New(), "test"), WireJson.Default.JobCancel,
                TestContext.Current.CancellationToken);
        }
        var (header, body) = await client.ReadPacketAsync();
        Assert.Equal(0x30, header);
        Assert.Contains(attacker.Address.ToString(), Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_will_for_another_topic_than_the_own_status_is_refused()
    {
        await using var hub = await HubHost.StartAsync();
        await using var victim = await hub.EnrolAsync();
        await using var attacker = await hub.EnrolAsync();
        foreach (var topic in (string[])[victim.Topic(Leaves.Status), attacker.Topic(Leaves.Claim), "ea/1/+/status"])
        {
            var client = attacker.NewClient();
            var answer = await client.ConnectAsync(
                attacker.Options(hub).WithWillTopic(topic).Build(), TestContext.Current.CancellationToken);
            Assert.Equal(MqttClientConnectResultCode.NotAuthorized, answer.ResultCode);
            Assert.False(client.IsConnected);
        }
    }

    [Fact]
    public async Task A_client_that_goes_on_using_foreign_topics_is_disconnected()
    {
        await using var hub = await HubHost.StartAsync();
        await using var victim = await hub.EnrolAsync();
        await using var attacker = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, attacker.Certificate);
        Assert.Equal(0, await client.HelloAsync(attacker.Address.ToString()));
        var forged = RawMqttClient.Publish(victim.Topic(Leaves.Status), "{}"u8.ToArray());
        await client.SendAsync([.. Enumerable.Repeat(forged, 200).SelectMany(bytes => bytes)]);
        await client.ClosedAsync();
    }

    [Fact]
    public async Task A_topic_alias_that_was_not_offered_ends_the_connection()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        var client = device.NewClient();
        await client.ConnectAsync(
            device.Options(hub).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).Build(),
            TestContext.Current.CancellationToken);
        var aliased = new MqttApplicationMessageBuilder().WithTopic(device.Topic(Leaves.Chunk)).WithTopicAlias(7).Build();
        await client.PublishAsync(aliased, TestContext.Current.CancellationToken);
        await hub.Log.WhenAsync("it uses a topic alias");
    }

    private static async Task<byte> SubscribeAsync(RawMqttClient client, string filter)
    {
        await client.SendAsync(RawMqttClient.Subscribe(filter));
        var (header, body) = await client.ReadPacketAsync();
        Assert.Equal(0x90, header);
        return body[^1];
    }
}
