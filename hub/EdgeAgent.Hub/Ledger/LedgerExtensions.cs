using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The home's money.</summary>
public static class LedgerExtensions
{
    /// <summary>Registers the ledger; needs storage and the hub's identity.</summary>
    public static IServiceCollection AddHubLedger(this IServiceCollection services)
    {
        services.AddHubLedgerBooks();
        services.AddHostedService<LedgerClock>();
        services.TryAddSingleton<LedgerEndpoint>();
        return services;
    }

    /// <summary>The books alone, for a command of the operator.</summary>
    public static IServiceCollection AddHubLedgerBooks(this IServiceCollection services)
    {
        services.AddOptions<LedgerOptions>().BindConfiguration(LedgerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>());
        services.AddHubSchema(LedgerSchema.Value);
        services.TryAddSingleton<HubLedger>();
        services.TryAddSingleton<LedgerEpochs>();
        services.TryAddSingleton<LedgerKeeper>();
        services.TryAddSingleton<LedgerExport>();
        services.TryAddSingleton<LedgerInspection>();
        return services;
    }

    /// <summary>Maps <c>GET /api/hub/ledger</c> and <c>GET /api/hub/ledger/accounts/{account}</c>.</summary>
    public static IEndpointRouteBuilder MapHubLedger(this IEndpointRouteBuilder endpoints)
    {
        var ledger = endpoints.ServiceProvider.GetRequiredService<LedgerEndpoint>();
        endpoints.MapGet("/api/hub/ledger", (RequestDelegate)ledger.ShowAsync).Needs(Scopes.Read);
        endpoints.MapGet("/api/hub/ledger/accounts/{account}", (RequestDelegate)ledger.StateAsync).Needs(Scopes.Read);
        return endpoints;
    }
}
