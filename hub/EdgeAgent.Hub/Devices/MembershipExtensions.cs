using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Devices;

/// <summary>Routes of the owner's decisions about devices.</summary>
public static class MembershipExtensions
{
    /// <summary>Maps <c>GET /api/hub/devices/held</c>, <c>DELETE /api/hub/devices/{id}</c> and <c>PUT /api/hub/devices/{id}/keep/{copy}</c>.</summary>
    public static IEndpointRouteBuilder MapHubMembership(this IEndpointRouteBuilder endpoints)
    {
        var membership = endpoints.ServiceProvider.GetRequiredService<MembershipEndpoint>();
        var owner = endpoints.MapGroup("/api/hub/devices").Needs(Scopes.Admin);
        owner.MapGet("/held", (RequestDelegate)membership.ListAsync);
        owner.MapDelete("/{id}", (RequestDelegate)membership.RevokeAsync);
        owner.MapPut("/{id}/keep/{copy}", (RequestDelegate)membership.KeepAsync);
        return endpoints;
    }
}
