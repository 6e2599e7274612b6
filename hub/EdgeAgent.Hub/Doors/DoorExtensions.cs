using EdgeAgent.Contracts;
using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Doors;

/// <summary>Registers the doors and maps routes to them.</summary>
public static class DoorExtensions
{
    /// <summary>Opens the doors with the web server; needs the broker and the devices.</summary>
    public static IServiceCollection AddHubDoors(this IServiceCollection services)
    {
        services.AddRouting();
        services.TryAddSingleton<DoorAddresses>();
        services.TryAddSingleton<ServerCertificates>();
        services.TryAddSingleton<DeviceCertificates>();
        services.TryAddSingleton<TlsDoor>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelDoors>());
        services.Configure<SocketTransportOptions>(transport =>
        {
            transport.MaxReadBufferSize = DoorLimits.BufferBytes;
            transport.MaxWriteBufferSize = DoorLimits.BufferBytes;
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, DoorMatcherPolicy>());
        services.TryAddSingleton<AuthorityEndpoint>();
        services.AddHostedService<DoorReport>();
        return services;
    }

    /// <summary>Checks each request by its door's rules; comes before routing.</summary>
    public static IApplicationBuilder UseHubDoors(this IApplicationBuilder app) =>
        app.UseMiddleware<SecurityHeaders>().UseMiddleware<DoorGuard>();

    /// <summary>Maps <c>/ca.crt</c> (PEM) and <c>/ca.der</c>: the authority whose certificates the hub's doors show.</summary>
    public static IEndpointRouteBuilder MapHubDoors(this IEndpointRouteBuilder endpoints)
    {
        var authority = endpoints.ServiceProvider.GetRequiredService<AuthorityEndpoint>();
        endpoints.MapGet("/ca.crt", (RequestDelegate)authority.GetPemAsync).OpenToAll().WithMetadata(new PageMetadata());
        endpoints.MapGet("/ca.der", (RequestDelegate)authority.GetDerAsync).OpenToAll().WithMetadata(new PageMetadata());
        return endpoints;
    }

    /// <summary>A group whose routes exist at one door only. Routes without a door exist at <see cref="Door.Http"/> and <see cref="Door.Https"/>.</summary>
    public static RouteGroupBuilder MapDoor(this IEndpointRouteBuilder endpoints, Door door) =>
        endpoints.MapGroup("").WithMetadata(new DoorMetadata(door));

    /// <summary>The device that sends the request; only inside a group of <see cref="Door.Device"/>.</summary>
    /// <exception cref="InvalidOperationException">The request came by another door.</exception>
    public static Address Device(this HttpContext context) => context.Features.Get<DevicePeer>()?.Device
        ?? throw new InvalidOperationException("Only the device door knows its peer's device.");
}
