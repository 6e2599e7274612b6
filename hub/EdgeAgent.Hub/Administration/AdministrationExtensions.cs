using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Administration.Limits;
using EdgeAgent.Hub.Administration.Network;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration;

/// <summary>Who may do what: the administrator, keys, the rule for each route, and the log of it.</summary>
public static class AdministrationExtensions
{
    /// <summary>Registers what the command line needs too: stores and log; needs storage.</summary>
    public static IServiceCollection AddHubAdministrationStores(this IServiceCollection services)
    {
        services.AddHubSchema(AuditLog.Schema).AddHubSchema(KeyRows.Schema).AddHubSchema(SessionStore.Schema)
            .AddHubSchema(AccountRows.Schema).AddHubSchema(LoginThrottle.Schema);
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<PasswordHasher>();
        services.TryAddSingleton<LoginThrottle>();
        services.TryAddSingleton<AdministratorAccount>();
        services.TryAddSingleton<KeyStore>();
        services.TryAddSingleton<SessionStore>();
        return services;
    }

    /// <summary>Registers administration for a running hub; needs storage.</summary>
    public static IServiceCollection AddHubAdministration(this IServiceCollection services)
    {
        services.AddHubAdministrationStores();
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>());
        services.TryAddSingleton<RequestLimits>();
        services.TryAddSingleton<HubRestart>();
        services.TryAddSingleton<SettingsFile>();
        services.TryAddSingleton<ListenSetting>();
        services.TryAddSingleton<SessionEndpoint>();
        services.TryAddSingleton<NetworkEndpoint>();
        services.AddHostedService<RequiredAdministrator>();
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<KeyStore>());
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<SessionStore>());
        services.TryAddSingleton<IKeyBudget, KeyBudget>();
        services.TryAddSingleton<CallerReader>();
        services.TryAddSingleton<ConsoleToken>();
        services.AddHostedService(provider => provider.GetRequiredService<ConsoleToken>());
        services.TryAddSingleton<KeysEndpoint>();
        services.TryAddSingleton<AuditEndpoint>();
        services.AddHostedService<KeyUseFlush>();
        return services;
    }

    /// <summary>Checks each request by its route's rule: routing stands here, and what comes after it is guarded.</summary>
    public static IApplicationBuilder UseHubAccess(this IApplicationBuilder app) =>
        app.UseMiddleware<PathKey>().UseRouting().UseMiddleware<AccessGuard>();

    /// <summary>Maps set-up, sessions, keys, network and audit log below <c>/api/hub</c>.</summary>
    public static IEndpointRouteBuilder MapHubAdministration(this IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.ServiceProvider.GetRequiredService<KeysEndpoint>();
        var audit = endpoints.ServiceProvider.GetRequiredService<AuditEndpoint>();
        var admin = endpoints.MapGroup("/api/hub").Needs(Scopes.Admin);
        admin.MapGet("/keys", (RequestDelegate)keys.ListAsync);
        admin.MapPost("/keys", (RequestDelegate)keys.AddAsync);
        admin.MapDelete("/keys/{id}", (RequestDelegate)keys.RevokeAsync);
        admin.MapGet("/audit", (RequestDelegate)audit.ListAsync);
        MapAccount(endpoints, admin);
        return endpoints;
    }

    private static void MapAccount(IEndpointRouteBuilder endpoints, RouteGroupBuilder admin)
    {
        var session = endpoints.ServiceProvider.GetRequiredService<SessionEndpoint>();
        var network = endpoints.ServiceProvider.GetRequiredService<NetworkEndpoint>();
        var open = endpoints.MapGroup("/api/hub").OpenToAll();
        open.MapPost("/setup", (RequestDelegate)session.SetUpAsync);
        open.MapGet("/session", (RequestDelegate)session.GetAsync);
        open.MapPost("/session", (RequestDelegate)session.LoginAsync);
        open.MapDelete("/session", (RequestDelegate)session.LogoutAsync);
        admin.MapPost("/password", (RequestDelegate)session.ChangeAsync);
        admin.MapPost("/network", (RequestDelegate)network.SetAsync);
        endpoints.MapGet("/api/hub/network", (RequestDelegate)network.GetAsync).Needs(Scopes.Read);
    }
}
