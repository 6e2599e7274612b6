using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Points;
using EdgeAgent.Hub.Tests.Administration;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Points;

public sealed class PointsTests
{
    private static readonly PointId s_lamp = PointId.Parse("lamp");
    private static readonly PointId s_door = PointId.Parse("door");
    private static readonly PointId s_warmth = PointId.Parse("warmth");
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(30);

    private static readonly DevicePoints s_points = new(
    [
        new PointInfo(s_lamp, "Lamp", PointKind.Light, "Nursery", "%", 0, 100, 5, Writable: true, Safe: 0),
        new PointInfo(s_door, "Front door", PointKind.Lock, "Hall", null, 0, 1, 1, Writable: true, Guarded: true),
        new PointInfo(s_warmth, "Warmth", PointKind.Temperature, "Nursery", "°C", Simulated: true),
    ],
    PeriodMs: 3_600_000);

    [Fact]
    public async Task A_person_sees_the_points_of_the_home_with_their_values()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        await StartAsync(hub, device, (s_lamp, 40), (s_warmth, 21.5));

        using var client = FeatureHub.Client(hub);
        var list = await client.GetFromJsonAsync<JsonObject>("/api/hub/points", TestContext.Current.CancellationToken);
        var points = list!["points"]!.AsArray();
        Assert.Equal(["lamp", "door", "warmth"], points.Select(point => (string?)point!["id"]));
        Assert.Equal("pi", (string?)points[0]!["deviceName"]);
        Assert.Equal(40, (double?)points[0]!["value"]);
        Assert.Equal("light", (string?)points[0]!["kind"]);
        Assert.Null(points[1]!["value"]); // the device has said no value
        Assert.True((bool?)points[2]!["simulated"]);
    }

    [Fact]
    public async Task A_command_is_done_when_the_device_says_so()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        await StartAsync(hub, device, answer: command => new CommandResult(command.Id, CommandStatus.Ok, command.Args.Value));

        var outcome = await SetAsync(hub, device, CommandOrigin.Assistant, s_lamp, 35);
        Assert.Equal(35, Assert.IsType<PointCommandOutcome.Done>(outcome).Value);

        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Actuate);
        var response = await client.PostAsJsonAsync(
            $"/api/hub/devices/{device.Address}/points/lamp", new { value = 60 }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("60", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_the_reason()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        await StartAsync(hub, device, answer: command => new CommandResult(command.Id, CommandStatus.Rejected, Detail: "stuck"));

        Assert.IsType<PointCommandOutcome.NotWritable>(await SetAsync(hub, device, CommandOrigin.Person, s_warmth, 1));
        Assert.IsType<PointCommandOutcome.NoSuchPoint>(
            await SetAsync(hub, device, CommandOrigin.Person, PointId.Parse("lamp2"), 1));
        Assert.Equal(
            new PointCommandOutcome.OutOfRange(0, 100, 5), await SetAsync(hub, device, CommandOrigin.Person, s_lamp, 101));
        Assert.IsType<PointCommandOutcome.OutOfRange>(await SetAsync(hub, device, CommandOrigin.Person, s_lamp, 52));
        Assert.Equal(
            "stuck", Assert.IsType<PointCommandOutcome.Failed>(await SetAsync(hub, device, CommandOrigin.Person, s_lamp, 50)).Detail);
    }

    [Fact]
    public async Task A_guarded_point_is_moved_by_a_person_and_by_others_only_after_the_owner_has_said_so()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            await device.EnrolAsync(hub, "pi");
            await StartAsync(hub, device, answer: command => new CommandResult(command.Id, CommandStatus.Ok, command.Args.Value));
            Assert.IsType<PointCommandOutcome.NotAllowed>(await SetAsync(hub, device, CommandOrigin.Assistant, s_door, 0));
            Assert.IsType<PointCommandOutcome.Done>(await SetAsync(hub, device, CommandOrigin.Person, s_door, 0));

            using var client = FeatureHub.Client(hub);
            client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
            var response = await client.PutAsJsonAsync(
                $"/api/hub/devices/{device.Address}/points/door/permits",
                new { assistant = true, integrations = false }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            await StartAsync(hub, device, answer: command => new CommandResult(command.Id, CommandStatus.Ok, command.Args.Value));
            Assert.IsType<PointCommandOutcome.Done>(await SetAsync(hub, device, CommandOrigin.Assistant, s_door, 0));
            Assert.IsType<PointCommandOutcome.NotAllowed>(await SetAsync(hub, device, CommandOrigin.Integration, s_door, 0));
        }
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_device_that_is_away_and_its_values_are_not_shown()
    {
        using var directory = new TempDirectory();
        await using var device = new TestDevice();
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            await device.EnrolAsync(hub, "pi");
            await StartAsync(hub, device, (s_lamp, 40));
            Assert.NotNull(hub.Services.GetRequiredService<IHomePoints>().Find(device.Address, s_lamp)!.Value);
        }
        await using (var hub = await FeatureHub.StartAsync(directory.Root))
        {
            var lamp = hub.Services.GetRequiredService<IHomePoints>().Find(device.Address, s_lamp);
            Assert.Equal("Lamp", lamp!.Info.Name); // known from before
            Assert.Null(lamp.Value);
            Assert.IsType<PointCommandOutcome.DeviceAway>(await SetAsync(hub, device, CommandOrigin.Person, s_lamp, 5));
        }
    }

    [Fact]
    public async Task The_points_of_a_device_that_was_put_out_are_gone()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync("pi");
        await StartAsync(hub, device, (s_lamp, 40));
        await hub.Services.GetRequiredService<DeviceRegistry>().RevokeAsync(
            device.Address, TestContext.Current.CancellationToken);
        Assert.Empty(hub.Services.GetRequiredService<IHomePoints>().List());
    }

    private static Task<PointCommandOutcome> SetAsync(
        HubHost hub, TestDevice device, CommandOrigin origin, PointId point, double value) =>
        hub.Services.GetRequiredService<IPointCommands>()
            .SetAsync(origin, device.Address, point, value, s_life, TestContext.Current.CancellationToken).InTimeAsync();

    private static Task StartAsync(HubHost hub, TestDevice device, params (PointId Point, double Value)[] values) =>
        StartAsync(hub, device, answer: null, values);

    private static async Task StartAsync(
        HubHost hub, TestDevice device, Func<DeviceCommand, CommandResult>? answer, params (PointId Point, double Value)[] values)
    {
        var client = await device.ConnectAsync(hub);
        await client.SubscribeAsync(device.Topic(Leaves.Command), cancellationToken: TestContext.Current.CancellationToken);
        client.ApplicationMessageReceivedAsync += async message =>
        {
            if (answer is not null && message.ApplicationMessage.Topic == device.Topic(Leaves.Command))
            {
                var command = WireJson.Parse(
                    System.Buffers.BuffersExtensions.ToArray(message.ApplicationMessage.Payload), WireJson.Default.DeviceCommand);
                await device.PublishAsync(
                    client, Leaves.CommandResult, WireJson.Write(answer(command), WireJson.Default.CommandResult));
            }
        };
        await device.SayHelloAsync(client);
        await device.PublishAsync(
            client, Leaves.Points, WireJson.Write(s_points, WireJson.Default.DevicePoints), retain: true);
        var state = new PointValues(1_000, values.ToDictionary(v => v.Point, v => v.Value), new Dictionary<PointId, long>());
        await device.PublishAsync(client, Leaves.State, WireJson.Write(state, WireJson.Default.PointValues), retain: true);
        // Messages are handled in order: the refusal of this one says that those before it are through.
        await device.PublishAsync(client, Leaves.CommandResult, "{}"u8.ToArray());
        await hub.Log.WhenAsync("a message on res was dropped");
    }
}
