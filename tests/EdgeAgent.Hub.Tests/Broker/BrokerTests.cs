using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class BrokerTests
{
    [Fact]
    public async Task A_device_comes_online_and_messages_pass_both_ways()
    {
        var observer = new RecordingObserver();
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(
            services => services.AddSingleton<IDeviceObserver>(observer).AddSingleton<IUplinkHandler>(chunks));
        await using var device = await hub.EnrolAsync("kitchen");
        var client = await device.ConnectAsync(hub);
        var received = Received(client);

        await device.SayHelloAsync(client);
        Assert.Equal($"online {device.Address} 1", await observer.NextAsync());
        var view = hub.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address)!;
        Assert.True(view.Online);
        Assert.Equal("kitchen", view.Name);

        await device.PublishAsync(client, Leaves.Chunk, "hello"u8.ToArray(), qos: 0);
        Assert.Equal((device.Address, "hello"), await chunks.NextAsync());

        var job = JobId.New();
        Assert.True(await SendAsync(hub, device.Address, job));
        var message = await received;
        Assert.Equal(device.Topic(Leaves.JobCancel), message.Topic);
        Assert.Contains(job.ToString(), message.ConvertPayloadToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_to_a_device_that_is_away_says_so()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        Assert.False(await SendAsync(hub, device.Address, JobId.New()));
    }

    [Fact]
    public async Task Messages_of_a_device_come_in_the_order_of_its_connection()
    {
        var results = new RecordingHandler(Leaves.Result);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(results));
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        const int count = 500;
        for (var i = 0; i < count; i++)
        {
            await device.PublishAsync(client, Leaves.Result, Encoding.UTF8.GetBytes($"{i}"), qos: i % 2);
        }
        for (var i = 0; i < count; i++)
        {
            Assert.Equal($"{i}", (await results.NextAsync()).Text);
        }
    }

    [Fact]
    public async Task A_killed_connection_makes_the_device_offline_at_once()
    {
        var observer = new RecordingObserver();
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IDeviceObserver>(observer));
        await using var device = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        await device.SayHelloAsync(client);
        Assert.StartsWith("online", await observer.NextAsync(), StringComparison.Ordinal);

        client.Dispose(); // no DISCONNECT: the socket just closes

        Assert.Equal($"offline {device.Address}", await observer.NextAsync());
        Assert.False(hub.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address)!.Online);
        Assert.False(await SendAsync(hub, device.Address, JobId.New()));
    }

    private static Task<MqttApplicationMessage> Received(IMqttClient client)
    {
        var received = new TaskCompletionSource<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += e =>
        {
            received.TrySetResult(e.ApplicationMessage);
            return Task.CompletedTask;
        };
        return received.Task.InTimeAsync();
    }

    private static async Task<bool> SendAsync(HubHost hub, Address device, JobId job) =>
        await hub.Services.GetRequiredService<IDeviceLink>().TrySendAsync(
            device, Leaves.JobCancel, new JobCancel(job, "test"), WireJson.Default.JobCancel,
            TestContext.Current.CancellationToken);
}
