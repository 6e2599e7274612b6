using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Claims;

/// <summary>Claims of work: checked, kept, shown.</summary>
public static class ClaimsExtensions
{
    /// <summary>Registers claims; needs storage, the hub's identity, the device link, models, the ledger and the market.</summary>
    public static IServiceCollection AddHubClaims(this IServiceCollection services)
    {
        services.AddHubSchema(ClaimSchema.Value);
        services.TryAddSingleton(provider =>
        {
            var hub = provider.GetRequiredService<HubIdentity>();
            var models = provider.GetRequiredService<IModelCatalogue>();
            return new ClaimVerifier(hub.Address, hub.HomeId, model => models.Find(model)?.ActiveParameters);
        });
        services.TryAddSingleton<ClaimChain>();
        services.TryAddSingleton<ClaimStore>();
        services.TryAddSingleton<DeviceBench>();
        services.TryAddSingleton<IDeviceBench>(provider => provider.GetRequiredService<DeviceBench>());
        services.TryAddSingleton<ClaimIntake>();
        services.AddHostedService(provider => provider.GetRequiredService<ClaimIntake>());
        services.AddSingleton<IUplinkHandler, ClaimUplinkHandler>();
        services.TryAddSingleton<ClaimProofs>();
        services.TryAddSingleton<ClaimsEndpoint>();
        return services;
    }

    /// <summary>The claims' tables alone, for a command of the operator.</summary>
    public static IServiceCollection AddHubClaimRows(this IServiceCollection services) =>
        services.AddHubSchema(ClaimSchema.Value);

    /// <summary>Maps <c>GET /api/hub/claims</c>, <c>/api/hub/claims/{hash}</c> and <c>/api/hub/claims/{hash}/proof</c>.</summary>
    public static IEndpointRouteBuilder MapHubClaims(this IEndpointRouteBuilder endpoints)
    {
        var claims = endpoints.ServiceProvider.GetRequiredService<ClaimsEndpoint>();
        endpoints.MapGet("/api/hub/claims", (RequestDelegate)claims.ListAsync).Needs(Scopes.Read);
        endpoints.MapGet("/api/hub/claims/{hash}", (RequestDelegate)claims.FindAsync).Needs(Scopes.Read);
        endpoints.MapGet("/api/hub/claims/{hash}/proof", (RequestDelegate)claims.ProveAsync).Needs(Scopes.Read);
        return endpoints;
    }
}
