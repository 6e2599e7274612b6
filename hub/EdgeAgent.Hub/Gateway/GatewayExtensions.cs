using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Gateway;

/// <summary>The door for AI clients: OpenAI's <c>/v1</c>.</summary>
public static class GatewayExtensions
{
    /// <summary>Registers the gateway; needs models and work.</summary>
    public static IServiceCollection AddHubGateway(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>());
        services.TryAddSingleton<OrderReader>();
        services.TryAddSingleton<GatewayShutdown>();
        services.TryAddSingleton<GenerationEndpoint>();
        services.TryAddSingleton<ModelsEndpoint>();
        return services;
    }

    /// <summary>Maps <c>GET /v1/models</c>, <c>POST /v1/chat/completions</c> and <c>POST /v1/completions</c>.</summary>
    public static IEndpointRouteBuilder MapHubGateway(this IEndpointRouteBuilder endpoints)
    {
        var generation = endpoints.ServiceProvider.GetRequiredService<GenerationEndpoint>();
        var models = endpoints.ServiceProvider.GetRequiredService<ModelsEndpoint>();
        var v1 = endpoints.MapGroup("/v1").WithMetadata(new RefusalMetadata(ErrorWriter.WriteAsync));
        v1.MapGet("/models", (RequestDelegate)models.ListAsync).Needs(Scopes.Read | Scopes.Infer);
        v1.MapGet("/models/{model}", (RequestDelegate)models.FindAsync).Needs(Scopes.Read | Scopes.Infer);
        v1.MapPost("/chat/completions", (RequestDelegate)generation.ChatAsync).Needs(Scopes.Infer);
        v1.MapPost("/completions", (RequestDelegate)generation.CompleteAsync).Needs(Scopes.Infer);
        return endpoints;
    }
}
