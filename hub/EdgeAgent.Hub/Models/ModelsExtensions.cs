using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Models;

/// <summary>The models that the hub serves.</summary>
public static class ModelsExtensions
{
    /// <summary>
    /// Registers store and catalogue, and prepares the default model at start; list it before the doors.
    /// </summary>
    public static IServiceCollection AddHubModels(this IServiceCollection services)
    {
        services.TryAddSingleton<ModelStore>();
        services.TryAddSingleton<ModelCatalogue>();
        services.TryAddSingleton<IModelCatalogue>(provider => provider.GetRequiredService<ModelCatalogue>());
        services.TryAddSingleton<ModelHeaders>();
        services.TryAddSingleton<ModelDownloads>();
        services.AddHostedService<ModelPreparation>();
        return services;
    }

    /// <summary>Maps <c>GET /models</c> and <c>GET /models/{digest}</c> at the device door.</summary>
    public static IEndpointRouteBuilder MapHubModels(this IEndpointRouteBuilder endpoints)
    {
        var downloads = endpoints.ServiceProvider.GetRequiredService<ModelDownloads>();
        var door = endpoints.MapDoor(Door.Device);
        door.MapGet("/models", (RequestDelegate)downloads.ListAsync);
        door.MapGet("/models/{digest}", (RequestDelegate)downloads.SendAsync);
        return endpoints;
    }
}
