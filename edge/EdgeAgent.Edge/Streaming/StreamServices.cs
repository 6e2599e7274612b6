using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Edge.Streaming;

/// <summary>Answers on their way to the hub.</summary>
public static class StreamServices
{
    /// <summary>Adds the streams of jobs.</summary>
    public static IServiceCollection AddEdgeStreaming(this IServiceCollection services)
    {
        services.TryAddSingleton<JobStreams>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<JobStreams>());
        services.AddSingleton<ILinkObserver>(static provider => provider.GetRequiredService<JobStreams>());
        return services;
    }
}
