using EdgeAgent.Contracts;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Renewal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Connection;

/// <summary>The line to the hub.</summary>
public static class ConnectionServices
{
    /// <summary>Adds the MQTT line over mutual TLS.</summary>
    public static IServiceCollection AddEdgeConnection(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new ConnectionOptions();
        OptionsFaults.Collect(
            ConnectionOptions.Section,
            how => configuration.GetSection(ConnectionOptions.Section).Bind(options, how),
            options,
            new ConnectionOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<HubTls>();
        services.TryAddSingleton<RenewalSignal>();
        services.TryAddSingleton(typeof(BootId), static _ => BootId.New());
        services.TryAddSingleton<BirthCounters>();
        services.TryAddSingleton<BirthWriter>();
        services.TryAddSingleton<PresenceWriter>();
        services.TryAddSingleton<HubLine>();
        services.TryAddSingleton<IHubLink>(static provider => provider.GetRequiredService<HubLine>());
        services.AddSingleton<IHostedService, HubConnector>();
        return services;
    }
}
