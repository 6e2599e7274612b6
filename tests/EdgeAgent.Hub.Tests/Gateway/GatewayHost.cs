using System.Net;
using System.Text;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Gateway;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>The gateway on a real Kestrel and a free port, with scripted devices behind it.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _directory;

    private GatewayHost(WebApplication app, string directory, ScriptedHome home)
    {
        _app = app;
        _directory = directory;
        Home = home;
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public ScriptedHome Home { get; }

    public HttpClient Client { get; }

    public string Address => _app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public DeviceLoad Load => _app.Services.GetRequiredService<DeviceLoad>();

    public WorkDesk Desk => _app.Services.GetRequiredService<WorkDesk>();

    public JobTable Jobs => _app.Services.GetRequiredService<JobTable>();

    /// <summary>Starts with the services that the test puts first, for example another clock.</summary>
    public static async Task<GatewayHost> StartAsync(Action<IServiceCollection>? change = null)
    {
        var directory = Directory.CreateTempSubdirectory("edgehub-test-").FullName;
        var home = new ScriptedHome();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var services = builder.Services;
        change?.Invoke(services);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HubOptions>(options => options.DataDirectory = Path.Combine(directory, "data"));
        services.AddSingleton<IDeviceLink>(home).AddSingleton<IDeviceDirectory>(home);
        services.AddSingleton<HubIdentity>();
        services.TryAddSingleton<IModelCatalogue>(new FixedCatalogue(FixedCatalogue.Story));
        services.TryAddSingleton<IDeviceBench, NoBench>();
        services.AddSingleton<IDeviceOutbox>(home);
        services.AddHubStorage().AddHubMetrics().AddHubLedger().AddHubMarket().AddHubWork().AddHubGateway();
        var app = builder.Build();
        app.MapHubGateway();
        await app.StartAsync(TestContext.Current.CancellationToken);
        home.Handlers = [.. app.Services.GetServices<IUplinkHandler>()];
        home.Observers = [.. app.Services.GetServices<IDeviceObserver>()];
        return new GatewayHost(app, directory, home);
    }

    /// <summary>A device with the model; each character of the name makes another one.</summary>
    public ScriptedDevice AddDevice(char name = 'a') =>
        Home.Add(name, FixedCatalogue.Story.Digest);

    public async Task<HttpResponseMessage> PostAsync(
        string path, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return await Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> ChatAsync(
        string more = "", params (string Name, string Value)[] headers) => PostAsync(
            "/v1/chat/completions",
            $$"""{"model":"story","messages":[{"role":"user","content":"Tell me"}]{{more}}}""",
            headers);

    public Task<HttpResponseMessage> StreamAsync(string more = "", params (string Name, string Value)[] headers) =>
        ChatAsync(",\"stream\":true" + more, headers);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>
    /// Waits until no session is open: the server ends them a moment after the client has the last byte.
    /// </summary>
    public async Task IdleAsync()
    {
        while (Jobs.SessionCount > 0)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
