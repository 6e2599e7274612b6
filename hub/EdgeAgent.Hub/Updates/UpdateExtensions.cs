using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity.Releases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Updates;

/// <summary>Releases for devices: mirrored, and given out in stages.</summary>
public static class UpdateExtensions
{
    private const string Product = "edgeagent";

    /// <summary>Adds updates; needs storage and the doors.</summary>
    public static IServiceCollection AddHubUpdates(this IServiceCollection services)
    {
        services.AddHubSchema(UpdateSchema.Value);
        services.AddOptions<UpdateOptions>().BindConfiguration(UpdateOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UpdateOptions>, UpdateOptionsValidator>());
        services.TryAddSingleton(static _ => new ReleaseVerifier(ReleaseRoots.Compiled(), Product, runtime: null));
        services.TryAddSingleton<UpdateStore>();
        services.TryAddSingleton<UpdateDesk>();
        services.TryAddSingleton<UpdateEndpoint>();
        services.TryAddSingleton<UpdateApi>();
        return services;
    }

    /// <summary>Maps <c>/updates/…</c> at the device door and <c>/api/hub/updates</c>.</summary>
    public static IEndpointRouteBuilder MapHubUpdates(this IEndpointRouteBuilder endpoints)
    {
        var devices = endpoints.ServiceProvider.GetRequiredService<UpdateEndpoint>();
        var door = endpoints.MapDoor(Door.Device);
        door.MapPost("/updates/check", (RequestDelegate)devices.CheckAsync);
        door.MapGet("/updates/files/{sha256}", (RequestDelegate)devices.SendAsync);

        var api = endpoints.ServiceProvider.GetRequiredService<UpdateApi>();
        var owner = endpoints.MapGroup("/api/hub/updates").Needs(Scopes.Admin);
        owner.MapGet("", (RequestDelegate)api.ListAsync);
        owner.MapPost("", (RequestDelegate)api.AddAsync);
        owner.MapPost("/{sequence}/pause", (RequestDelegate)api.PauseAsync);
        owner.MapPost("/{sequence}/resume", (RequestDelegate)api.ResumeAsync);
        owner.MapPost("/{sequence}/cancel", (RequestDelegate)api.CancelAsync);
        return endpoints;
    }
}
