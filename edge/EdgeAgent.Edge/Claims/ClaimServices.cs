using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Edge.Claims;

/// <summary>The chain of claims and its outbox.</summary>
public static class ClaimServices
{
    /// <summary>Adds signing, keeping and sending of claims.</summary>
    public static IServiceCollection AddEdgeClaims(this IServiceCollection services)
    {
        services.TryAddSingleton<ClaimStore>();
        services.TryAddSingleton<ClaimChain>();
        services.TryAddSingleton<ClaimOutbox>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<ClaimOutbox>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<ClaimOutbox>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<ClaimOutbox>());
        return services;
    }
}
