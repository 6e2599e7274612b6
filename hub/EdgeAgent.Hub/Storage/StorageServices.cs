using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Storage;

/// <summary>Registers the hub's database.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="HubDatabase"/> and its data directory.</summary>
    public static IServiceCollection AddHubStorage(this IServiceCollection services)
    {
        services.TryAddSingleton<TimeProvider>(provider => new HubClock(
            TimeProvider.System, provider.GetRequiredService<DataDirectory>()));
        services.TryAddSingleton<DataDirectory>();
        services.TryAddSingleton<HubDatabase>();
        services.AddHostedService<HubClockKeeper>();
        services.AddHostedService<ForeignChangeWatch>();
        return services;
    }

    /// <summary>Adds a feature's tables; they are made or brought up to date before the database is first used.</summary>
    public static IServiceCollection AddHubSchema(this IServiceCollection services, StoreSchema schema) =>
        services.AddSingleton(schema);
}
