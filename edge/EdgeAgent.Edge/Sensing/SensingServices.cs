using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Sensing.Kernel;
using EdgeAgent.Edge.Wiring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Sensing;

/// <summary>What the device can feel.</summary>
public static class SensingServices
{
    /// <summary>Adds all sources and the loop that reads them.</summary>
    public static IServiceCollection AddEdgeSensing(
        this IServiceCollection services, DataDirectory data, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new SensingOptions();
        OptionsFaults.Collect(
            SensingOptions.Section,
            how => configuration.GetSection(SensingOptions.Section).Bind(options, how),
            options,
            new SensingOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton(WiringPlan.Load(data.Points, faults));
        services.TryAddSingleton(new SysFiles(options.Root));
        services.TryAddSingleton<PointRules>();
        services.TryAddSingleton<PointTable>();
        services.TryAddSingleton<GpioInputs>();
        // In this order: of two with one id the first is read, and the owner's wires come first.
        services.AddSingleton<ISenseSource, WiredSource>();
        services.AddSingleton<ISenseSource, IioSource>();
        services.AddSingleton<ISenseSource, HwmonSource>();
        services.AddSingleton<ISenseSource, OneWireSource>();
        services.AddSingleton<ISenseSource, HealthSource>();
        services.TryAddSingleton<SenseLoop>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<SenseLoop>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<GpioInputs>());
        return services;
    }
}
