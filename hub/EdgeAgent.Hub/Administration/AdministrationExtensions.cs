using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Administration;

/// <summary>Who may do what: the administrator, keys, the rule for each route, and the log of it.</summary>
public static class AdministrationExtensions
{
    /// <summary>Registers what the command line needs too: stores and log; needs storage.</summary>
    public static IServiceCollection AddHubAdministrationStores(this IServiceCollection services)
    {
        services.AddHubSchema(AuditLog.Schema).AddHubSchema(KeyRows.Schema).AddHubSchema(SessionStore.Schema);
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<KeyStore>();
        services.TryAddSingleton<SessionStore>();
        return services;
    }

    /// <summary>Registers administration for a running hub; needs storage.</summary>
    public static IServiceCollection AddHubAdministration(this IServiceCollection services)
    {
        services.AddHubAdministrationStores();
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<KeyStore>());
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<SessionStore>());
        services.TryAddSingleton<IKeyBudget, KeyBudget>();
        services.TryAddSingleton<CallerReader>();
        services.TryAddSingleton<KeysEndpoint>();
        services.TryAddSingleton<AuditEndpoint>();
        services.AddHostedService<KeyUseFlush>();
        return services;
    }

    /// <summary>Checks each request by its route's rule: routing stands here, and what comes after it is guarded.</summary>
    public static IApplicationBuilder UseHubAccess(this IApplicationBuilder app) =>
        app.UseMiddleware<PathKey>().UseRouting().UseMiddleware<AccessGuard>();

    /// <summary>Maps keys and audit log below <c>/api/hub</c>.</summary>
    public static IEndpointRouteBuilder MapHubAdministration(this IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.ServiceProvider.GetRequiredService<KeysEndpoint>();
        var audit = endpoints.ServiceProvider.GetRequiredService<AuditEndpoint>();
        var admin = endpoints.MapGroup("/api/hub").Needs(Scopes.Admin);
        admin.MapGet("/keys", (RequestDelegate)keys.ListAsync);
        admin.MapPost("/keys", (RequestDelegate)keys.AddAsync);
        admin.MapDelete("/keys/{id}", (RequestDelegate)keys.RevokeAsync);
        admin.MapGet("/audit", (RequestDelegate)audit.ListAsync);
        return endpoints;
    }
}
