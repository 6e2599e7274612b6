using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Edge.Renewal;

/// <summary>Renewal of this device's certificate.</summary>
public static class RenewalServices
{
    /// <summary>Adds renewal; needs the identity, the connection and the inference.</summary>
    public static IServiceCollection AddEdgeRenewal(this IServiceCollection services)
    {
        services.TryAddSingleton<RenewalFiles>();
        services.TryAddSingleton<CertificateRenewal>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<CertificateRenewal>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<CertificateRenewal>());
        return services;
    }
}
