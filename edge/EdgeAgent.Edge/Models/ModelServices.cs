using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Models;

/// <summary>Models on this device.</summary>
public static class ModelServices
{
    /// <summary>Adds the store of models and its supply from the hub.</summary>
    public static IServiceCollection AddEdgeModels(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new ModelStoreOptions();
        OptionsFaults.Collect(
            ModelStoreOptions.Section,
            how => configuration.GetSection(ModelStoreOptions.Section).Bind(options, how),
            options,
            new ModelStoreOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<ModelStore>();
        services.TryAddSingleton<ModelFetcher>();
        services.TryAddSingleton<ModelSync>();
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<ModelSync>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<ModelSync>());
        return services;
    }
}
