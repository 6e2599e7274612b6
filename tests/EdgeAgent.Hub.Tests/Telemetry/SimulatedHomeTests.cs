using System.Diagnostics;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Points;
using EdgeAgent.Hub.Telemetry;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Telemetry;

/// <summary>The whole way with the real agent: a sensor's value to the store, a person's word to an output.</summary>
public sealed class SimulatedHomeTests
{
    private static readonly PointId s_lamp = PointId.Parse("nursery_lamp");
    private static readonly PointId s_warmth = PointId.Parse("nursery_temperature");
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_lamp_is_switched_and_readings_arrive_once_each_though_the_agent_is_killed()
    {
        await using var hub = await HubHost.StartAsync(
            services => services.AddHubPoints().AddHubTelemetry().AddHubLocalDevices(),
            settings: [("Hub:LocalDevices", "1"), ("Hub:SimulatedHome", "1"), ("Hub:AgentPath", Programs.Agent)]);
        var points = hub.Services.GetRequiredService<IHomePoints>();
        var warmth = await UntilAsync(() => points.List().FirstOrDefault(point => point.Info.Id == s_warmth && point.Value is not null));
        Assert.Equal("Nursery", warmth.Info.Room);
        Assert.True(warmth.Info.Simulated);
        Assert.InRange(warmth.Value!.Value, 15, 30);

        var commands = hub.Services.GetRequiredService<IPointCommands>();
        var outcome = await commands.SetAsync(
            CommandOrigin.Assistant, warmth.Device, s_lamp, 40, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken).InTimeAsync();
        Assert.Equal(new PointCommandOutcome.Done(40), outcome);
        await UntilAsync(() => points.Find(warmth.Device, s_lamp) is { Value: 40 } lamp ? lamp : null);

        var query = hub.Services.GetRequiredService<SeriesQuery>();
        await UntilAsync(() => Rows(query, warmth.Device) is { Count: >= 1 } rows ? rows : null);
        var supervisor = hub.Services.GetRequiredService<LocalDeviceSupervisor>();
        using (var agent = Process.GetProcessById(supervisor.Devices[0].ProcessId))
        {
            agent.Kill(); // SIGKILL
        }
        var all = await UntilAsync(() => Rows(query, warmth.Device) is { } rows && rows.Select(row => row.Boot).Distinct().Count() > 1 ? rows : null);
        Assert.Equal(all.Count, all.Select(row => row.Seq).Distinct().Count());
        Assert.Equal(all.OrderBy(row => row.Boot).ThenBy(row => row.Seq), all);
        // The new process has put its outputs into their safe states.
        await UntilAsync(() => points.Find(warmth.Device, s_lamp) is { Value: 0 } lamp ? lamp : null);
    }

    private static IReadOnlyList<(long T, long Boot, long Seq, double Value)>? Rows(SeriesQuery query, Address device) =>
        query.Raw(device, s_warmth, (0, 0, 0), long.MaxValue, 1_000);

    private static async Task<T> UntilAsync<T>(Func<T?> look)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (true)
        {
            if (look() is { } found)
            {
                return found;
            }
            await Task.Delay(s_look, TimeProvider.System, limit.Token);
        }
    }
}
