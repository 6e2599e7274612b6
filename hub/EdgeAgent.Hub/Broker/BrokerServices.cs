using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Integrations;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Broker;

/// <summary>Registers the embedded broker.</summary>
public static class BrokerServices
{
    /// <summary>Adds the broker behind <see cref="IDeviceLink"/> and <see cref="IDeviceOutbox"/>; its doors are opened by the doors' feature.</summary>
    public static IServiceCollection AddHubBroker(this IServiceCollection services)
    {
        services.AddHubSchema(RetainedStore.Schema);
        services.AddHubSchema(DeviceOutbox.Schema);
        services.AddHubSchema(IntegrationAccounts.Schema);
        services.TryAddSingleton<DeviceSessions>();
        services.TryAddSingleton<IDeviceLink>(provider => provider.GetRequiredService<DeviceSessions>());
        services.TryAddSingleton<IntegrationAccounts>();
        services.TryAddSingleton<RetainedStore>();
        services.TryAddSingleton<IRetainedMessages>(provider => provider.GetRequiredService<RetainedStore>());
        services.TryAddSingleton<DevicePublications>();
        services.TryAddSingleton<UplinkDispatcher>();
        services.TryAddSingleton<SessionSlots>();
        services.TryAddSingleton<SessionLifecycle>();
        services.TryAddSingleton<ConnectPolicy>();
        services.TryAddSingleton<BrokerConnectionHandler>();
        services.TryAddSingleton<DeviceOutbox>();
        services.TryAddSingleton<IDeviceOutbox>(provider => provider.GetRequiredService<DeviceOutbox>());
        services.AddSingleton<IDeviceObserver>(provider => provider.GetRequiredService<DeviceOutbox>());
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<DevicePublications>());
        // In this order: what is retained is read before the broker lets anybody in.
        services.AddHostedService(provider => provider.GetRequiredService<RetainedStore>());
        services.AddHostedService<BrokerService>();
        return services;
    }
}
