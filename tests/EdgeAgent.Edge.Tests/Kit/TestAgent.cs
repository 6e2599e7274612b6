using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Models;
using EdgeAgent.Edge.Status;
using EdgeAgent.Edge.Streaming;
using EdgeAgent.Edge.Trading;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>The whole agent in this process, composed as the program composes it.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly List<IHostedService> _services = [];

    private TestAgent(ServiceProvider provider) => _provider = provider;

    public static Task<TestAgent> StartAsync(TestDevice device, params (string Key, string Value)[] settings) =>
        StartWithClockAsync(device, TimeProvider.System, settings);

    public static async Task<TestAgent> StartWithClockAsync(
        TestDevice device, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .Build();
        var faults = new List<string>();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new TestLog()).SetMinimumLevel(LogLevel.Debug));
        services.AddSingleton(time);
        services.AddSingleton(new AgentVersion("1.2.3"));
        services.AddSingleton<ILanguageRuntime, GgufLanguageRuntime>();
        services.AddEdgeIdentity(device.Data);
        services.AddEdgeStatus();
        services.AddEdgeConnection(configuration, faults);
        services.AddEdgeStreaming();
        services.AddEdgeClaims();
        services.AddEdgeCapability();
        services.AddEdgeModels(configuration, faults);
        services.AddEdgeInference(configuration, faults);
        services.AddEdgeTrading(configuration, faults);
        Assert.Empty(faults);
        var agent = new TestAgent(services.BuildServiceProvider());
        foreach (var service in agent._provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            agent._services.Add(service);
        }
        return agent;
    }

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Stops as on SIGTERM.</summary>
    public async Task StopAsync()
    {
        for (var i = _services.Count - 1; i >= 0; i--)
        {
            await _services[i].StopAsync(CancellationToken.None);
        }
        _services.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _provider.DisposeAsync();
    }
}
