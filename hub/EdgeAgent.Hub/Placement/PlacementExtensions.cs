using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Placement;

/// <summary>Choice of devices.</summary>
public static class PlacementExtensions
{
    /// <summary>Registers placement; needs the device directory and claims (for the bench).</summary>
    public static IServiceCollection AddHubPlacement(this IServiceCollection services)
    {
        services.TryAddSingleton<DeviceLoad>();
        services.TryAddSingleton<IPlacement, LeastLoadedPlacement>();
        return services;
    }
}
