using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Trading;

/// <summary>Selling of spare capacity.</summary>
public static class TradingServices
{
    /// <summary>Adds quotes and prices.</summary>
    public static IServiceCollection AddEdgeTrading(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new TradingOptions();
        OptionsFaults.Collect(
            TradingOptions.Section,
            how => configuration.GetSection(TradingOptions.Section).Bind(options, how),
            options,
            new TradingOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<QuoteBook>();
        services.TryAddSingleton<CapacityMeter>();
        services.TryAddSingleton<QuoteDesk>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<QuoteDesk>());
        return services;
    }
}
