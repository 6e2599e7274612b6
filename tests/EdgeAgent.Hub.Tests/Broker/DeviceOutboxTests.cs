using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class DeviceOutboxTests
{
    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task A_message_for_a_device_that_is_away_survives_a_restart_and_is_delivered_in_order_once()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        var jobs = Enumerable.Range(0, 3).Select(_ => JobId.New()).ToList();
        await using (var hub = await HubHost.StartAsync(directory: directory.Root))
        {
            await device.EnrolAsync(hub, "away");
            foreach (var job in jobs)
            {
                Assert.True(await KeepAsync(hub, device.Address, job, Later));
            }
        }

        await using var again = await HubHost.StartAsync(directory: directory.Root);
        await using var client = await OnlineAsync(again, device);
        for (var i = 0; i < jobs.Count; i++)
        {
            var (job, identifier) = await ReadCancelAsync(client);
            Assert.Equal(jobs[i], job);
            await client.SendAsync(0x40, 2, (byte)(identifier >> 8), (byte)identifier);
        }

        // Acknowledged: the next one is what comes next, now or after a reconnect.
        var next = JobId.New();
        Assert.True(await KeepAsync(again, device.Address, next, Later));
        Assert.Equal(next, (await ReadCancelAsync(client)).Job);
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_after_a_reconnect()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        var job = JobId.New();
        Assert.True(await KeepAsync(hub, device.Address, job, Later));
        await using (var client = await OnlineAsync(hub, device))
        {
            Assert.Equal(job, (await ReadCancelAsync(client)).Job);
        }
        await using var back = await OnlineAsync(hub, device);
        Assert.Equal(job, (await ReadCancelAsync(back)).Job);
    }

    [Fact]
    public async Task What_has_expired_is_not_delivered()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        Assert.True(await KeepAsync(hub, device.Address, JobId.New(), TimeProvider.System.GetUtcNow().AddSeconds(-1)));
        var fresh = JobId.New();
        Assert.True(await KeepAsync(hub, device.Address, fresh, Later));
        await using var client = await OnlineAsync(hub, device);
        Assert.Equal(fresh, (await ReadCancelAsync(client)).Job);
    }

    [Fact]
    public async Task A_device_has_room_for_a_limited_number_and_a_stranger_for_none()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await using var stranger = new TestDevice();
        Assert.False(await KeepAsync(hub, stranger.Address, JobId.New(), Later));
        var kept = 0;
        while (await KeepAsync(hub, device.Address, JobId.New(), Later))
        {
            kept++;
        }
        Assert.Equal(256, kept);
        Assert.Equal(256L, hub.Services.GetRequiredService<HubDatabase>().Read(
            connection => connection.Scalar<long>("SELECT count(*) FROM outbox")));
    }

    private static Task<bool> KeepAsync(HubHost hub, Address device, JobId job, DateTimeOffset expires) =>
        hub.Services.GetRequiredService<IDeviceOutbox>().KeepAsync(
            device, Leaves.JobCancel, new JobCancel(job, "test"), WireJson.Default.JobCancel, expires,
            TestContext.Current.CancellationToken);

    private static async Task<RawMqttClient> OnlineAsync(HubHost hub, TestDevice device)
    {
        var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));
        var birth = new DeviceBirth("1.0", "test", 1, 1, [], []);
        await client.SendAsync(RawMqttClient.Publish(
            device.Topic(Leaves.Birth), WireJson.Write(birth, WireJson.Default.DeviceBirth)));
        return client;
    }

    private static async Task<(JobId Job, int Identifier)> ReadCancelAsync(RawMqttClient client)
    {
        var (header, body) = await client.ReadPacketAsync();
        Assert.Equal(0x32, header); // PUBLISH, QoS 1
        var topic = (body[0] << 8) + body[1];
        var identifier = (body[2 + topic] << 8) + body[3 + topic];
        return (WireJson.Parse(body.AsSpan(4 + topic), WireJson.Default.JobCancel).Job, identifier);
    }
}
