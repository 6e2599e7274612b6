using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>The door for Ollama's clients: <c>/api</c> (Ollama, docs/api.md).</summary>
public static class OllamaExtensions
{
    /// <summary>Registers the routes' services; needs the gateway.</summary>
    public static IServiceCollection AddHubOllama(this IServiceCollection services)
    {
        services.TryAddSingleton<OllamaOrderReader>();
        services.TryAddSingleton<OllamaEndpoint>();
        services.TryAddSingleton<OllamaModelsEndpoint>();
        return services;
    }

    /// <summary>Maps <c>version</c>, <c>tags</c>, <c>ps</c>, <c>show</c>, <c>chat</c> and <c>generate</c> under <c>/api</c>.</summary>
    public static IEndpointRouteBuilder MapHubOllama(this IEndpointRouteBuilder endpoints)
    {
        var generation = endpoints.ServiceProvider.GetRequiredService<OllamaEndpoint>();
        var models = endpoints.ServiceProvider.GetRequiredService<OllamaModelsEndpoint>();
        var api = endpoints.MapGroup("/api");
        api.MapGet("/version", (RequestDelegate)OllamaModelsEndpoint.VersionAsync).Needs(Scopes.Read | Scopes.Infer);
        api.MapGet("/tags", (RequestDelegate)models.ListAsync).Needs(Scopes.Read | Scopes.Infer);
        api.MapGet("/ps", (RequestDelegate)models.RunningAsync).Needs(Scopes.Read | Scopes.Infer);
        api.MapPost("/show", (RequestDelegate)models.ShowAsync).Needs(Scopes.Read | Scopes.Infer);
        api.MapPost("/chat", (RequestDelegate)generation.ChatAsync).Needs(Scopes.Infer);
        api.MapPost("/generate", (RequestDelegate)generation.GenerateAsync).Needs(Scopes.Infer);
        return endpoints;
    }
}
