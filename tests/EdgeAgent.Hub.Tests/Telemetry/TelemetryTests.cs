using System.Buffers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Tests.Hosting;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const long Start = 1_780_000_000_000;
    private static readonly PointId s_temp = PointId.Parse("temp");

    [Fact]
    public async Task A_reading_that_comes_twice_is_stored_once_and_acknowledged_twice()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        var (client, acks) = await ConnectAsync(hub, device);
        await SendAsync(device, client, Reading(3, 1, 20));
        Assert.Equal([new SeqRange(1, 1)], (await NextAsync(acks)).Ranges);
        await SendAsync(device, client, Reading(3, 1, 20));
        Assert.Equal([new SeqRange(1, 1)], (await NextAsync(acks)).Ranges);
        await SendAsync(device, client, Reading(4, 2, 22));
        Assert.Equal(4ul, (await NextAsync(acks)).Boot);

        var lines = (await GetTextAsync(hub, $"/api/hub/devices/{device.Address}/series.csv?point=temp&from=0")).Split("\r\n");
        Assert.Equal("time,unix_ms,value,boot,seq", lines[0]);
        Assert.Equal([",20,3,1", ",22,4,2", ""], lines.Skip(1).Select(line => line.Length == 0 ? "" : line[line.IndexOf(',', line.IndexOf(',') + 1)..]));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_is_not_stored_again()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            await device.EnrolAsync(hub, "pi");
            var (client, acks) = await ConnectAsync(hub, device);
            await SendAsync(device, client, Reading(1, 1, 20));
            await NextAsync(acks);
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            var (client, acks) = await ConnectAsync(hub, device);
            await SendAsync(device, client, Reading(1, 1, 99));
            await NextAsync(acks);
            var csv = await GetTextAsync(hub, $"/api/hub/devices/{device.Address}/series.csv?point=temp&from=0");
            Assert.Contains(",20,1,1", csv, StringComparison.Ordinal);
            Assert.DoesNotContain("99", csv, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task History_gaps_and_events_are_stored_and_shown()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        var (client, acks) = await ConnectAsync(hub, device);
        var batch = new ReadingBatch(
            [Reading(1, 11, 10), Reading(1, 12, 30)],
            [new DeviceEvent(1, 13, Start, DeviceEventKind.Alarm, s_temp, 30, "too warm")],
            [new ReadingGap(1, 1, 10, Start, Start + 5, GapReason.Quota)]);
        await device.PublishAsync(client, Leaves.History, WireJson.Write(batch, WireJson.Default.ReadingBatch));
        Assert.Equal([new SeqRange(1, 13)], (await NextAsync(acks)).Ranges);

        using var http = FeatureHub.Client(hub);
        var series = await http.GetFromJsonAsync<JsonObject>(
            $"/api/hub/devices/{device.Address}/series?point=temp&from={Start - 60_000}&to={Start + 120_000}&buckets=2",
            TestContext.Current.CancellationToken);
        var bucket = Assert.Single(series!["buckets"]!.AsArray())!;
        Assert.Equal((2, 20.0, 10.0, 30.0), ((int)bucket["count"]!, (double)bucket["avg"]!, (double)bucket["min"]!, (double)bucket["max"]!));
        Assert.Equal(10, (int)Assert.Single(series["gaps"]!.AsArray())!["count"]!);
        var events = await http.GetFromJsonAsync<JsonObject>("/api/hub/events", TestContext.Current.CancellationToken);
        Assert.Equal("alarm", (string?)Assert.Single(events!["events"]!.AsArray())!["kind"]);
    }

    private static Reading Reading(ulong boot, ulong seq, double value) =>
        new(boot, seq, Start + (long)seq, new Dictionary<PointId, double> { [s_temp] = value });

    private static async Task SendAsync(TestDevice device, IMqttClient client, Reading reading) =>
        await device.PublishAsync(client, Leaves.Tele, WireJson.Write(reading, WireJson.Default.Reading));

    private static async Task<ReadingAck> NextAsync(ChannelReader<ReadingAck> acks) =>
        await acks.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTimeAsync();

    private static async Task<string> GetTextAsync(HubHost hub, string path)
    {
        using var http = FeatureHub.Client(hub);
        return await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    private static async Task<(IMqttClient Client, ChannelReader<ReadingAck> Acks)> ConnectAsync(HubHost hub, TestDevice device)
    {
        var acks = Channel.CreateUnbounded<ReadingAck>();
        var client = await device.ConnectAsync(hub);
        client.ApplicationMessageReceivedAsync += message =>
        {
            acks.Writer.TryWrite(WireJson.Parse(message.ApplicationMessage.Payload.ToArray(), WireJson.Default.ReadingAck));
            return Task.CompletedTask;
        };
        await client.SubscribeAsync(device.Topic(Leaves.ReadingAck), cancellationToken: TestContext.Current.CancellationToken);
        await device.SayHelloAsync(client);
        return (client, acks.Reader);
    }
}
