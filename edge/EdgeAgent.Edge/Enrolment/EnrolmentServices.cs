using EdgeAgent.Contracts;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Renewal;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>Who this device is, and where it belongs.</summary>
public static class EnrolmentServices
{
    /// <summary>Adds the device's keys and its membership.</summary>
    /// <returns>The device's account; null when the device is not enrolled: then nothing was added.</returns>
    /// <exception cref="EnrolmentRefusedException">The stored grant is damaged.</exception>
    /// <exception cref="KeyFileException">A key file is damaged or open to others.</exception>
    public static Address? AddEdgeIdentity(this IServiceCollection services, DataDirectory data)
    {
        RenewalFiles.FinishMove(data);
        if (HomeFile.Read(data.Home) is not { } home)
        {
            return null;
        }
        var key = SigningKey.LoadOrCreate(data.DeviceKey);
        services.TryAddSingleton(data);
        services.TryAddSingleton(home);
        services.TryAddSingleton(_ => key);
        services.TryAddSingleton(static provider => new DeviceClock(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new HubCredentials(
            new HubCredential(home, TlsKey.LoadOrCreate(data.TlsKey)), provider.GetRequiredService<DeviceClock>()));
        return key.Address;
    }
}
