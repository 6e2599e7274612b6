using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>A real hub in this process: all doors on free ports of loopback, keys and database in a directory of its own.</summary>
public sealed class HubHost : IAsyncDisposable
{
    private readonly TempDirectory? _own;
    private readonly WebApplication _app;

    private HubHost(WebApplication app, TempDirectory? own, RecordingLoggerProvider log)
    {
        _app = app;
        _own = own;
        Log = log;
    }

    public RecordingLoggerProvider Log { get; }

    public IServiceProvider Services => _app.Services;

    public DoorAddresses Doors => Services.GetRequiredService<DoorAddresses>();

    public HubIdentity Identity => Services.GetRequiredService<HubIdentity>();

    public HubDoors DeviceDoors => new(["127.0.0.1"], Doors.MqttTlsPort, Doors.DevicePort);

    /// <summary>Starts a hub.</summary>
    /// <param name="services">Further features, handlers and observers.</param>
    /// <param name="map">Further routes.</param>
    /// <param name="directory">Kept by the caller, for a hub that is started again; default: a temporary one.</param>
    /// <param name="settings">Further settings, for example <c>Hub:LocalDevices</c>.</param>
    public static async Task<HubHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        string? directory = null,
        params (string Key, string Value)[] settings) =>
        await StartAsync(app => app.UseRouting(), services, map, directory, settings);

    /// <summary>Starts a hub with routing, and what goes around it, by the caller.</summary>
    public static async Task<HubHost> StartAsync(
        Action<IApplicationBuilder> routing,
        Action<IServiceCollection>? services,
        Action<WebApplication>? map,
        string? directory,
        params (string Key, string Value)[] settings)
    {
        var own = directory is null ? new TempDirectory() : null;
        var log = new RecordingLoggerProvider();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Hub:DataDirectory"] = directory ?? own!.Root,
                ["Hub:HttpPort"] = "0",
                ["Hub:HttpsPort"] = "0",
                ["Hub:DevicePort"] = "0",
                ["Hub:MqttTlsPort"] = "0",
                ["Hub:MqttPort"] = "0",
                ["Hub:LocalDevices"] = "0",
            });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services
            .AddHubConfiguration(builder.Configuration)
            .AddHubStorage()
            .AddHubDevices()
            .AddHubBroker()
            .AddHubDoors();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHubDoors();
        routing(app);
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HubHost(app, own, log);
    }

    /// <summary>Takes a new device in, as pairing does.</summary>
    public async Task<TestDevice> EnrolAsync(string name = "test")
    {
        var device = new TestDevice();
        await device.EnrolAsync(this, name);
        return device;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _own?.Dispose();
    }
}
