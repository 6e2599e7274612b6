using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Metrics;

/// <summary>The hub's health and numbers.</summary>
public static class MetricsExtensions
{
    /// <summary>Registers the counters.</summary>
    public static IServiceCollection AddHubMetrics(this IServiceCollection services)
    {
        services.TryAddSingleton<HubMetrics>();
        services.TryAddSingleton<MetricsEndpoint>();
        services.TryAddSingleton<HealthEndpoint>();
        return services;
    }

    /// <summary>Maps <c>GET /healthz</c> and <c>GET /metrics</c>.</summary>
    public static IEndpointRouteBuilder MapHubMetrics(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.ServiceProvider.GetRequiredService<HealthEndpoint>();
        var metrics = endpoints.ServiceProvider.GetRequiredService<MetricsEndpoint>();
        endpoints.MapGet("/healthz", (RequestDelegate)health.GetAsync).OpenToAll();
        endpoints.MapGet("/metrics", (RequestDelegate)metrics.GetAsync).Needs(Scopes.Read);
        return endpoints;
    }
}
