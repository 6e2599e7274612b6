using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Pairing;

/// <summary>How devices come into the home over the network.</summary>
public static class PairingExtensions
{
    /// <summary>Adds pairing; needs the devices, storage and the doors.</summary>
    public static IServiceCollection AddHubPairing(this IServiceCollection services)
    {
        services.AddHubSchema(PairingSchema.Value);
        services.TryAddSingleton<PairingStore>();
        services.TryAddSingleton<PairingRefusals>();
        services.TryAddSingleton<PairingDesk>();
        services.TryAddSingleton<AddressBuckets>();
        services.TryAddSingleton<PairingDoor>();
        services.TryAddSingleton<PairingApi>();
        services.AddHostedService<PairingWatch>();
        return services;
    }

    /// <summary>Maps <c>/pair/…</c> at the device door and <c>/api/hub/pairing</c>.</summary>
    public static IEndpointRouteBuilder MapHubPairing(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.ServiceProvider.GetRequiredService<PairingDoor>();
        var strangers = endpoints.MapDoor(Door.Pairing);
        strangers.MapPost("/pair/hello", (RequestDelegate)door.HelloAsync);
        strangers.MapPost("/pair/reply", (RequestDelegate)door.ReplyAsync);
        strangers.MapPost("/pair/confirm", (RequestDelegate)door.ConfirmAsync);
        endpoints.MapDoor(Door.Device).MapGet("/pair/active", (RequestDelegate)PairingDoor.ActiveAsync);

        var api = endpoints.ServiceProvider.GetRequiredService<PairingApi>();
        var owner = endpoints.MapGroup("/api/hub/pairing").Needs(Scopes.Admin);
        owner.MapGet("", (RequestDelegate)api.ListAsync);
        owner.MapPost("/{key}/code", (RequestDelegate)api.EnterCodeAsync);
        owner.MapPost("/{key}/approve", (RequestDelegate)api.ApproveAsync);
        owner.MapPost("/{key}/refuse", (RequestDelegate)api.RefuseAsync);
        owner.MapPost("/secrets", (RequestDelegate)api.AddSecretAsync);
        owner.MapDelete("/secrets/{enrolment}", (RequestDelegate)api.RemoveSecretAsync);
        owner.MapPost("/secrets/{enrolment}/release", (RequestDelegate)api.ReleaseSecretAsync);
        return endpoints;
    }
}
