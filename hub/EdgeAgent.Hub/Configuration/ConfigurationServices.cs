using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Registers the hub's settings.</summary>
public static class ConfigurationServices
{
    /// <summary>Reads <see cref="HubOptions"/>; wrong settings stop the start with every fault listed.</summary>
    public static IServiceCollection AddHubConfiguration(
        this IServiceCollection services, IConfiguration configuration)
    {
        var binder = new HubSectionBinder(configuration.GetSection(HubOptions.Section));
        services.AddOptions<HubOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<HubOptions>>(binder);
        services.AddSingleton<IValidateOptions<HubOptions>>(binder);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubAddressesValidator>());
        return services;
    }
}
