using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Renewal;

/// <summary>Renewal of device certificates.</summary>
public static class RenewalExtensions
{
    /// <summary>Adds renewal; needs the devices, the broker and the doors.</summary>
    public static IServiceCollection AddHubRenewal(this IServiceCollection services)
    {
        services.TryAddSingleton<DeviceRenewal>();
        services.TryAddSingleton<RenewalEndpoint>();
        services.TryAddSingleton<RenewalCalls>();
        services.AddSingleton<IDeviceObserver>(provider => provider.GetRequiredService<RenewalCalls>());
        services.AddHostedService(provider => provider.GetRequiredService<RenewalCalls>());
        return services;
    }

    /// <summary>Maps <c>POST /renewal/terms</c> and <c>POST /renewal</c> at the device door, for devices that may do nothing else too.</summary>
    public static IEndpointRouteBuilder MapHubRenewal(this IEndpointRouteBuilder endpoints)
    {
        var renewal = endpoints.ServiceProvider.GetRequiredService<RenewalEndpoint>();
        foreach (var door in (Door[])[Door.Device, Door.Renewal])
        {
            var routes = endpoints.MapDoor(door);
            routes.MapPost("/renewal/terms", (RequestDelegate)renewal.TermsAsync);
            routes.MapPost("/renewal", (RequestDelegate)renewal.RenewAsync);
        }
        return endpoints;
    }
}
