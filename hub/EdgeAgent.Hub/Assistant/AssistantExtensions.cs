using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Assistant;

/// <summary>The home's own assistant, behind the model <c>edgeagent-home</c>.</summary>
public static class AssistantExtensions
{
    /// <summary>Registers the assistant; needs points. The gateway uses it where it is there.</summary>
    public static IServiceCollection AddHubAssistant(this IServiceCollection services)
    {
        services.TryAddSingleton<HomeAssistant>();
        return services;
    }
}
