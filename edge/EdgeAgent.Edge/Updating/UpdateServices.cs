using System.Runtime.InteropServices;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Identity.Releases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Updating;

/// <summary>Updates of the agent by itself.</summary>
public static class UpdateServices
{
    private const string Product = "edgeagent";

    /// <summary>Adds updates where the agent was installed in versions; one that runs from elsewhere is not updated by itself.</summary>
    public static IServiceCollection AddEdgeUpdating(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new UpdateOptions();
        OptionsFaults.Collect(
            UpdateOptions.Section,
            how => configuration.GetSection(UpdateOptions.Section).Bind(options, how),
            options,
            new UpdateOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        if (UpdateFolder.Of(AppContext.BaseDirectory) is not { } folder)
        {
            return services;
        }
        services.TryAddSingleton(folder);
        services.TryAddSingleton<UpdateInstaller>();
        services.TryAddSingleton<UpdateRecordFile>();
        services.TryAddSingleton<VersionSwitch>();
        services.TryAddSingleton(static _ => new ReleaseVerifier(
            ReleaseRoots.Compiled(), Product, RuntimeInformation.RuntimeIdentifier));
        services.TryAddSingleton<UpdateWorker>();
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<UpdateWorker>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<UpdateWorker>());
        return services;
    }
}
