using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>How routes say who may call them, and how features learn who does.</summary>
internal static class AccessExtensions
{
    /// <summary>The routes may be called by whoever has one of these scopes.</summary>
    public static T Needs<T>(this T routes, Scopes anyOf)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new AccessMetadata(anyOf));

    /// <summary>The routes may be called by everybody, from every network that the hub listens on: health, set-up, login, pairing, and what their pages are made of.</summary>
    public static T OpenToAll<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.Needs(Scopes.None);

    /// <summary>The routes take bodies of so many bytes from those who may call them; without it <see cref="BodyRule.KnownBytes"/>.</summary>
    public static T TakesBody<T>(this T routes, long maxBytes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new BodyMetadata(maxBytes));

    /// <summary>Who sends the request; null where the hub's access rules do not run.</summary>
    public static Caller? Caller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Who stands in the audit log for the request. Whoever asks writes the line himself, within the transaction of the act.</summary>
    /// <exception cref="InvalidOperationException">The hub's access rules do not run here.</exception>
    public static Actor Actor(this HttpContext context)
    {
        var feature = context.Features.GetRequiredFeature<ActorFeature>();
        feature.IsTaken = true;
        return feature.Actor;
    }

    /// <summary>The key that the request came with, if any.</summary>
    public static ApiKey? ApiKey(this HttpContext context) => (context.Caller() as Caller.KeyHolder)?.Key;
}
