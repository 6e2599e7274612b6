using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Gateway;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Pages;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>A real hub with every feature, as the program composes it.</summary>
internal static class FeatureHub
{
    public static Task<HubHost> StartAsync(string? directory = null) => HubHost.StartAsync(
        services => services
            .AddHubMetrics().AddHubModels().AddHubMarket().AddHubClaims().AddHubWork().AddHubGateway(),
        app => app
            .MapHubGateway().MapHubClaims().MapHubDevices().MapHubModels().MapHubMetrics().MapHubPages(),
        directory);

    /// <summary>A client of the loopback door.</summary>
    public static HttpClient Client(HubHost hub) =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{hub.Doors.HttpPort}") };
}
