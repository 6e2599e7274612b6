using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Market;

/// <summary>Devices sell, the hub brings buyer and seller together and settles.</summary>
public static class MarketExtensions
{
    /// <summary>Registers the market; needs devices, the ledger and claims (for the bench).</summary>
    public static IServiceCollection AddHubMarket(this IServiceCollection services)
    {
        services.AddOptions<MarketOptions>().BindConfiguration(MarketOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MarketOptions>, MarketOptionsValidator>());
        services.AddHubSchema(MarketSchema.Value);
        services.TryAddSingleton<DeviceLoad>();
        services.TryAddSingleton<MarketCandidates>();
        services.TryAddSingleton<RfqMaker>();
        services.TryAddSingleton<AuctionRoom>();
        services.TryAddSingleton<LeaseBook>();
        services.TryAddSingleton<LeaseWishes>();
        services.TryAddSingleton<Trust>();
        services.TryAddSingleton<HubMarket>();
        services.TryAddSingleton<TradeDesk>();
        services.TryAddSingleton<IClaimSettlement>(provider => provider.GetRequiredService<TradeDesk>());
        services.TryAddSingleton<LeaseKeeper>();
        services.AddSingleton<IDeviceObserver>(provider => provider.GetRequiredService<LeaseKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<LeaseKeeper>());
        services.AddHostedService<TradeClock>();
        services.AddSingleton<IUplinkHandler, QuoteUplinkHandler>();
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
