using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Edge.Status;

/// <summary>What the owner sees on the device itself.</summary>
public static class StatusServices
{
    /// <summary>Adds the writer of the status file.</summary>
    public static IServiceCollection AddEdgeStatus(this IServiceCollection services)
    {
        services.TryAddSingleton<StatusReporter>();
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<StatusReporter>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<StatusReporter>());
        return services;
    }
}
