using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Reporting;

/// <summary>What reaches the hub, however long it takes.</summary>
public static class ReportingServices
{
    /// <summary>Adds outbox, sender, newest values and configuration.</summary>
    public static IServiceCollection AddEdgeReporting(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new ReportingOptions();
        OptionsFaults.Collect(
            ReportingOptions.Section,
            how => configuration.GetSection(ReportingOptions.Section).Bind(options, how),
            options,
            new ReportingOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<OutboxHealth>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<IRecordSink>(static provider => provider.GetRequiredService<Outbox>());
        services.TryAddSingleton<OutboxSender>();
        services.TryAddSingleton<StateReporter>();
        services.TryAddSingleton<ConfigStore>();
        services.AddSingleton<IDownlinkHandler, ReadingAckHandler>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<ConfigStore>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<OutboxSender>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<StateReporter>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<ConfigStore>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<OutboxSender>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<StateReporter>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<ConfigStore>());
        return services;
    }
}
