using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Integrations;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Integrations;

public sealed class IntegrationTests
{
    [Fact]
    public async Task Without_an_account_the_loopback_door_refuses_everyone()
    {
        await using var hub = await HubHost.StartAsync();
        foreach (var (user, password) in ((string?, string?)[])[(null, null), ("admin", "admin"), ("ha", "")])
        {
            await using var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
            Assert.NotEqual(0, await client.HelloAsync("test", user, password));
            await client.ClosedAsync();
        }
    }

    [Fact]
    public async Task An_account_reads_what_is_public_retained_and_new_and_nothing_else()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.SayHelloAsync(client);
        await hub.Log.WhenAsync("is online");

        await using var reader = await ConnectAsync(hub, "ha");
        await reader.SendAsync(RawMqttClient.Subscribe("ea/1/#"));
        var retained = new Dictionary<string, byte>();
        while (retained.Count < 2)
        {
            var (header, body) = await reader.ReadPacketAsync();
            if (header >> 4 == 3)
            {
                retained[Topic(body)] = header;
            }
        }
        Assert.Equal(
            new Dictionary<string, byte> { [device.Topic(Leaves.Status)] = 0x31, [device.Topic(Leaves.Birth)] = 0x31 },
            retained);

        // Capability is not for integrations; the offline status that follows it is.
        var capability = new DeviceCapability(0.1, 1, 0, 1, []);
        await device.PublishAsync(
            client, Leaves.Capability, WireJson.Write(capability, WireJson.Default.DeviceCapability), retain: true);
        client.Dispose();
        var (live, offline) = await reader.ReadPacketAsync();
        Assert.Equal((0x30, device.Topic(Leaves.Status)), (live, Topic(offline)));
        Assert.Contains("offline", Encoding.UTF8.GetString(offline), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ea/1/+/dn/job")]
    [InlineData("ea/1/+/cap")]
    [InlineData("ea/1/+/up/#")]
    [InlineData("$SYS/#")]
    [InlineData("homeassistant/+/a#")]
    public async Task A_filter_that_can_match_nothing_readable_is_refused(string filter)
    {
        await using var hub = await HubHost.StartAsync();
        await using var reader = await ConnectAsync(hub, "ha");
        await reader.SendAsync(RawMqttClient.Subscribe(filter));
        var (header, body) = await reader.ReadPacketAsync();
        Assert.Equal((0x90, 0x80), (header, body[^1]));
    }

    [Fact]
    public async Task An_integration_cannot_write_nor_take_a_devices_place()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.SayHelloAsync(client);
        await hub.Log.WhenAsync("is online");

        await using var writer = await ConnectAsync(hub, "ha");
        await writer.SendAsync(RawMqttClient.Publish(device.Topic(Leaves.Job), "{}"u8.ToArray()));
        await hub.Log.WhenAsync($"ha may not publish to {device.Topic(Leaves.Job)}");

        var password = await hub.Services.GetRequiredService<IntegrationAccounts>()
            .AddAsync("ha", TestContext.Current.CancellationToken);
        await using var thief = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
        Assert.NotEqual(0, await thief.HelloAsync(device.Address.ToString(), "ha", password));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Removing_an_account_from_another_process_ends_its_connection()
    {
        using var directory = new TempDirectory();
        await using var hub = await HubHost.StartAsync(directory: directory.Root);
        await using var reader = await ConnectAsync(hub, "ha");
        await using (var line = new OtherProcess(directory.Root))
        {
            Assert.True(await line.Accounts.RemoveAsync("ha", TestContext.Current.CancellationToken));
        }
        await reader.ClosedAsync();
    }

    private static async Task<RawMqttClient> ConnectAsync(HubHost hub, string name)
    {
        var password = await hub.Services.GetRequiredService<IntegrationAccounts>()
            .AddAsync(name, TestContext.Current.CancellationToken);
        var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
        Assert.Equal(0, await client.HelloAsync($"{name}-1", name, password));
        await hub.Log.WhenAsync($"Integration {name} is connected");
        return client;
    }

    private static string Topic(byte[] publish) => Encoding.UTF8.GetString(publish, 2, (publish[0] << 8) + publish[1]);
}
