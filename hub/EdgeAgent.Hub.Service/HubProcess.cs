using EdgeAgent.Hub.Administration;
using EdgeAgent.Hub.Administration.Network;
using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Gateway;
using EdgeAgent.Hub.Gateway.Ollama;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Pages;
using EdgeAgent.Hub.Pairing;
using EdgeAgent.Hub.Placement;
using EdgeAgent.Hub.Points;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Telemetry;
using EdgeAgent.Hub.Updates;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Service;

/// <summary>The running hub: its features in the order in which they build on one another.</summary>
internal static class HubProcess
{
    /// <summary>Agents drain for up to 12 s; requests and connections get the rest.</summary>
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(25);

    /// <summary>Runs until a signal or the token ends it; starts again by itself when a setting was changed that needs it.</summary>
    /// <param name="read">Reads the settings, before each start.</param>
    /// <param name="cancellationToken">Ends the hub.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<IConfigurationRoot> read, CancellationToken cancellationToken)
    {
        var configuration = read();
        var directory = new DataDirectory(HubSettings.Check(configuration));
        // Before anything else of the hub is made: two hubs must not even look at one database.
        using var only = directory.TryLock()
            ?? throw new HubStartException($"Another hub runs on {directory.Root}. Stop it, or set Hub:DataDirectory.");
        while (true)
        {
            var (code, again) = await RunOnceAsync(configuration, cancellationToken);
            if (!again || cancellationToken.IsCancellationRequested)
            {
                return code;
            }
            configuration = read();
        }
    }

    private static async Task<(int Code, bool Again)> RunOnceAsync(
        IConfigurationRoot configuration, CancellationToken cancellationToken)
    {
        var settings = HubSettings.Check(configuration);
        await using var app = Build(configuration);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            await app.StopAsync(CancellationToken.None); // what had started already
            throw new HubStartException(PortsTaken.Explain(settings.Value, e), e);
        }
        await StartBanner.WriteAsync(app.Services, Console.Out, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        var failed = app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Any(service => service.ExecuteTask is { IsFaulted: true });
        return (
            failed ? ExitCodes.Failure : ExitCodes.Success,
            !failed && app.Services.GetRequiredService<HubRestart>().IsRequested);
    }

    private static WebApplication Build(IConfigurationRoot configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "edgehub",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdown);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Logging.AddHubConsole(configuration);

        builder.Services
            .AddHubConfiguration(builder.Configuration)
            .AddHubStorage()
            .AddHubAdministration()
            .AddHubDevices()
            .AddHubBroker()
            .AddHubPoints()
            .AddHubTelemetry()
            .AddHubAssistant()
            .AddHubMetrics()
            .AddHubModels()
            .AddHubPlacement()
            .AddHubClaims()
            .AddHubWork()
            .AddHubGateway()
            .AddHubOllama()
            .AddHubPairing()
            .AddHubUpdates()
            .AddHubDoors()
            .AddHubLocalDevices();

        var app = builder.Build();
        app.UseHubDoors().UseHubAccess();
        app.MapHubAdministration()
            .MapHubDoors()
            .MapHubGateway()
            .MapHubOllama()
            .MapHubClaims()
            .MapHubDevices()
            .MapHubPoints()
            .MapHubTelemetry()
            .MapHubPairing()
            .MapHubUpdates()
            .MapHubModels()
            .MapHubMetrics()
            .MapHubPages();
        return app;
    }
}
