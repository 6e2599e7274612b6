using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        services.TryAddSingleton<DevicesEndpoint>();
        return services;
    }

    /// <summary>Maps <c>GET /api/hub/devices</c>.</summary>
    public static IEndpointRouteBuilder MapHubDevices(this IEndpointRouteBuilder endpoints)
    {
        var devices = endpoints.ServiceProvider.GetRequiredService<DevicesEndpoint>();
        endpoints.MapGet("/api/hub/devices", (RequestDelegate)devices.ListAsync).Needs(Scopes.Read);
        return endpoints;
    }
}
