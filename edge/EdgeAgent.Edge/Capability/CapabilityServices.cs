using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Edge.Capability;

/// <summary>What the device can do.</summary>
public static class CapabilityServices
{
    /// <summary>Adds the reports of what the device can do now.</summary>
    public static IServiceCollection AddEdgeCapability(this IServiceCollection services)
    {
        services.TryAddSingleton(static _ => new Board());
        services.TryAddSingleton<CapabilityReporter>();
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<CapabilityReporter>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<CapabilityReporter>());
        return services;
    }
}
