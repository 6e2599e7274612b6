using System.Net;
using System.Text.Json;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Metrics;

public sealed class HealthTests
{
    [Fact]
    public async Task A_hub_that_can_work_is_healthy_even_without_devices()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var response = await client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var health = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal("random-tiny", health.GetProperty("model").GetString());
        Assert.Equal(0, health.GetProperty("devicesOnline").GetInt32());
    }

    [Fact]
    public async Task A_hub_without_its_model_is_not()
    {
        await using var hub = await FeatureHub.StartAsync();
        hub.Services.GetRequiredService<ModelCatalogue>().Show([], []);
        using var client = FeatureHub.Client(hub);
        using var response = await client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_show_devices_and_memory()
    {
        await using var hub = await FeatureHub.StartAsync();
        await using var device = await hub.EnrolAsync();
        await device.SayHelloAsync(await device.ConnectAsync(hub));
        using var client = FeatureHub.Client(hub);
        var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("\nedgehub_devices_registered 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nedgehub_broker_connections 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nprocess_resident_memory_bytes ", text, StringComparison.Ordinal);
    }
}
