using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Points;

/// <summary>What the home measures and moves.</summary>
public static class PointsExtensions
{
    /// <summary>Registers <see cref="IHomePoints"/> and <see cref="IPointCommands"/>; needs devices and the broker.</summary>
    public static IServiceCollection AddHubPoints(this IServiceCollection services)
    {
        services.AddHubSchema(PointAccess.Schema);
        services.TryAddSingleton<PointBook>();
        services.TryAddSingleton<IHomePoints>(provider => provider.GetRequiredService<PointBook>());
        services.AddHostedService(provider => provider.GetRequiredService<PointBook>());
        services.TryAddSingleton<PointAccess>();
        services.TryAddSingleton<PointCommands>();
        services.TryAddSingleton<IPointCommands>(provider => provider.GetRequiredService<PointCommands>());
        services.AddSingleton<IUplinkHandler, PointsHandler>();
        services.AddSingleton<IUplinkHandler, StateHandler>();
        services.AddSingleton<IUplinkHandler, CommandResultHandler>();
        services.TryAddSingleton<PointsEndpoint>();
        return services;
    }

    /// <summary>Maps <c>GET /api/hub/points</c> and the routes that set a point and its permits.</summary>
    public static IEndpointRouteBuilder MapHubPoints(this IEndpointRouteBuilder endpoints)
    {
        var points = endpoints.ServiceProvider.GetRequiredService<PointsEndpoint>();
        endpoints.MapGet("/api/hub/points", (RequestDelegate)points.ListAsync).Needs(Scopes.Read);
        endpoints.MapPost("/api/hub/devices/{device}/points/{point}", (RequestDelegate)points.SetAsync)
            .Needs(Scopes.Actuate);
        endpoints.MapPut("/api/hub/devices/{device}/points/{point}/permits", (RequestDelegate)points.PermitAsync)
            .Needs(Scopes.Admin);
        return endpoints;
    }
}
