using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class SessionTests
{
    [Fact]
    public async Task A_newer_connection_takes_the_place_of_the_older()
    {
        var observer = new RecordingObserver();
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IDeviceObserver>(observer));
        await using var device = await hub.EnrolAsync();
        var first = await device.ConnectAsync(hub);
        await device.SayHelloAsync(first);
        Assert.Equal($"online {device.Address} 1", await observer.NextAsync());
        var gone = Disconnected(first);

        var second = await device.ConnectAsync(hub, bd: 2);
        await device.SayHelloAsync(second, bd: 2);

        await gone;
        Assert.Equal($"offline {device.Address}", await observer.NextAsync());
        Assert.Equal($"online {device.Address} 2", await observer.NextAsync());
        Assert.True(second.IsConnected);
        Assert.True(hub.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address)!.Online);
    }

    [Fact]
    public async Task Fifty_takeovers_in_a_row_leave_a_session_that_works_both_ways()
    {
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var device = await hub.EnrolAsync();
        var clients = new List<RawMqttClient>();
        for (var i = 0; i < 50; i++)
        {
            var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
            clients.Add(client);
            Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));
        }
        var last = clients[^1];
        await last.SendAsync(RawMqttClient.PublishReliably(device.Topic(Leaves.Chunk), 7, "up"u8.ToArray()));
        var (header, body) = await last.ReadPacketAsync();
        Assert.Equal((0x40, 7), (header, body[1])); // the broker's own answers still reach it
        Assert.Equal((device.Address, "up"), await chunks.NextAsync());

        Assert.True(await CancelAsync(hub, device.Address));
        (header, _) = await last.ReadPacketAsync();
        Assert.Equal(0x30, header);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_device_that_says_it_leaves_takes_no_work_but_is_heard_to_the_end()
    {
        var observer = new RecordingObserver();
        var results = new RecordingHandler(Leaves.Result);
        await using var hub = await HubHost.StartAsync(
            services => services.AddSingleton<IDeviceObserver>(observer).AddSingleton<IUplinkHandler>(results));
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.SayHelloAsync(client);
        Assert.StartsWith("online", await observer.NextAsync(), StringComparison.Ordinal);

        var leaving = new DeviceStatus(Presence.Offline, 1, 0);
        await device.PublishAsync(
            client, Leaves.Status, WireJson.Write(leaving, WireJson.Default.DeviceStatus), retain: true);
        await device.PublishAsync(client, Leaves.Result, "the last one"u8.ToArray());

        Assert.Equal("the last one", (await results.NextAsync()).Text);
        Assert.False(hub.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address)!.Online);
        await client.DisconnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal($"offline {device.Address}", await observer.NextAsync());
    }

    [Fact]
    public async Task A_slow_handler_slows_its_device_down_and_loses_nothing()
    {
        var gate = new TaskCompletionSource();
        var chunks = new RecordingHandler(Leaves.Chunk, first: () => gate.Task);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var device = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));
        const int count = 1_000;
        var sending = Task.Run(
            async () =>
            {
                for (var i = 0; i < count; i++)
                {
                    await client.SendAsync(RawMqttClient.Publish(
                        device.Topic(Leaves.Chunk), Encoding.UTF8.GetBytes($"{i}{new string('.', 1000)}")));
                }
            },
            TestContext.Current.CancellationToken);
        gate.SetResult();
        for (var i = 0; i < count; i++)
        {
            Assert.StartsWith($"{i}.", (await chunks.NextAsync()).Text, StringComparison.Ordinal);
        }
        await sending;
    }

    [Fact]
    public async Task A_message_that_is_not_what_its_topic_promises_is_dropped_and_the_session_goes_on()
    {
        var observer = new RecordingObserver();
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IDeviceObserver>(observer));
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.PublishAsync(client, Leaves.Birth, "not json"u8.ToArray(), retain: true);
        await device.PublishAsync(client, Leaves.Status, [], retain: true);
        await device.SayHelloAsync(client);
        Assert.StartsWith("online", await observer.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_devices_failing_handler_or_observer_costs_nobody_else_anything()
    {
        var observer = new RecordingObserver();
        await using var hub = await HubHost.StartAsync(services => services
            .AddSingleton<IDeviceObserver, FailingObserver>()
            .AddSingleton<IDeviceObserver>(observer)
            .AddSingleton<IUplinkHandler>(new RecordingHandler(
                Leaves.Chunk, first: () => throw new InvalidOperationException("a bug"))));
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.PublishAsync(client, Leaves.Chunk, "x"u8.ToArray());
        await device.SayHelloAsync(client);
        Assert.StartsWith("online", await observer.NextAsync(), StringComparison.Ordinal);
        Assert.True(client.IsConnected);
        await hub.Log.WhenAsync("a bug");
    }

    [Fact]
    public async Task What_devices_have_said_survives_a_restart_and_nobody_is_online_after_it()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        await using (var hub = await HubHost.StartAsync(directory: directory.Root))
        {
            await device.EnrolAsync(hub, "attic");
            var client = await device.ConnectAsync(hub);
            await device.SayHelloAsync(client, boot: 42);
            await hub.Log.WhenAsync("is online");
        }

        await using var again = await HubHost.StartAsync(directory: directory.Root);
        var view = again.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address)!;
        Assert.Equal("attic", view.Name);
        Assert.False(view.Online);
        Assert.NotNull(view.LastSeen);
        Assert.Equal(42UL, view.Birth!.Boot);
        var back = await device.ConnectAsync(again, bd: 2); // same certificate, same authority
        Assert.True(back.IsConnected);
    }

    private static Task Disconnected(IMqttClient client)
    {
        var gone = new TaskCompletionSource();
        client.DisconnectedAsync += _ =>
        {
            gone.TrySetResult();
            return Task.CompletedTask;
        };
        return gone.Task.InTimeAsync();
    }

    private static async Task<bool> CancelAsync(HubHost hub, Address device) =>
        await hub.Services.GetRequiredService<IDeviceLink>().TrySendAsync(
            device, Leaves.JobCancel, new JobCancel(JobId.New(), "test"), WireJson.Default.JobCancel,
            TestContext.Current.CancellationToken);

    private sealed class FailingObserver : IDeviceObserver
    {
        public void DeviceOnline(Address device, DeviceBirth birth) => throw new InvalidOperationException("a bug");

        public void DeviceOffline(Address device) => throw new InvalidOperationException("a bug");
    }
}
