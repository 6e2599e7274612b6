using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Registers the hub's settings.</summary>
public static class ConfigurationServices
{
    /// <summary>Binds <see cref="HubOptions"/>; wrong settings stop the start with every fault listed.</summary>
    public static IServiceCollection AddHubConfiguration(
        this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(HubOptions.Section);
        // Before binding: the binder would stop at the first value that is no number, and pass over unknown names.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HubOptions>>(
            new HubSectionCheck(section)));
        services.AddOptions<HubOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HubOptions>, HubAddressesValidator>());
        return services;
    }
}
