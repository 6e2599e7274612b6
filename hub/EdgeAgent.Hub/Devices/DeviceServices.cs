using EdgeAgent.Hub.Backup;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Devices;

/// <summary>Registers the home's devices.</summary>
public static class DeviceServices
{
    /// <summary>Adds registry, presence, enrolment and the hub's own identity.</summary>
    public static IServiceCollection AddHubDevices(this IServiceCollection services)
    {
        services.AddHubSchema(DeviceRows.Schema);
        services.AddHubSchema(RenewalRows.Schema);
        services.AddHubSchema(HoldRows.Schema);
        services.AddHubSchema(AuthorityRows.Schema);
        services.TryAddSingleton<HubIdentity>();
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<HubIdentity>());
        services.AddHostedService<AuthorityRetirement>();
        services.TryAddSingleton<DeviceRegistry>();
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<DeviceRegistry>());
        services.TryAddSingleton<DeviceHolds>();
        services.AddSingleton<IForeignChangeObserver>(provider => provider.GetRequiredService<DeviceHolds>());
        services.AddHubRestoreHistory();
        services.TryAddSingleton<MembershipEndpoint>();
        services.TryAddSingleton<DeviceCertificates>();
        services.TryAddSingleton<DeviceDirectory>();
        services.TryAddSingleton<IDeviceDirectory>(provider => provider.GetRequiredService<DeviceDirectory>());
        services.TryAddSingleton<DevicePresence>();
        services.TryAddSingleton<DeviceEnrolment>();
        services.AddSingleton<IUplinkHandler, StatusHandler>();
        services.AddSingleton<IUplinkHandler, BirthHandler>();
        services.AddSingleton<IUplinkHandler, CapabilityHandler>();
        return services;
    }

    /// <summary>Adds the devices on the hub's own box; needs the doors.</summary>
    public static IServiceCollection AddHubLocalDevices(this IServiceCollection services)
    {
        services.TryAddSingleton<LocalEnrolment>();
        services.TryAddSingleton<LocalDeviceSupervisor>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalDeviceSupervisor>());
        return services;
    }
}
