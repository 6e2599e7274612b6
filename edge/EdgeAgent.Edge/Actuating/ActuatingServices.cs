using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Actuating;

/// <summary>What the device can move.</summary>
public static class ActuatingServices
{
    /// <summary>Adds the outputs and the desk that carries out commands; needs sensing and reporting.</summary>
    public static IServiceCollection AddEdgeActuating(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new ActuatingOptions();
        OptionsFaults.Collect(
            ActuatingOptions.Section,
            how => configuration.GetSection(ActuatingOptions.Section).Bind(options, how),
            options,
            new ActuatingOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<HandSet>();
        services.TryAddSingleton<CommandRunner>();
        services.TryAddSingleton<HandDesk>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<HandDesk>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<HandDesk>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<HandDesk>());
        return services;
    }
}
