using System.Net;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Limits;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>
/// The one place where the people's doors decide who may do what; after routing. Order: too many requests; does the
/// route say who may call it; does a page of another origin ask; who asks; too many from him, or too large; may he; is a
/// change in a session's name asked for by our own page.
/// </summary>
internal sealed partial class AccessGuard(
    RequestDelegate next, CallerReader callers, RequestLimits limits, AuditLog audit, ILogger<AccessGuard> logger)
{
    /// <summary>Carries <see cref="Sessions.SessionToken.CsrfToken"/>.</summary>
    public const string CsrfHeader = "X-EdgeHub-Csrf";

    private readonly ILogger<AccessGuard> _logger = logger;

    public async Task InvokeAsync(HttpContext context)
    {
        // A door of its own has a guard of its own.
        if (context.Features.Get<DoorFeature>()?.Door is not (Door.Http or Door.Https))
        {
            await next(context);
            return;
        }
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var isLocal = LocalRule.IsLocal(context);
        if (!isLocal && limits.Arrive(address) is { } tooMany)
        {
            await RefusalWriter.WriteAsync(context, tooMany);
            return;
        }
        // Unknown paths and wrong methods are told by routing itself.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }
        if (endpoint.Metadata.GetMetadata<AccessMetadata>() is not { } access)
        {
            LogUndeclared(endpoint.RoutePattern.RawText);
            await RefusalWriter.WriteAsync(context, Refusal.Undeclared);
            return;
        }
        var isPage = endpoint.Metadata.GetMetadata<PageMetadata>() is not null;
        if (!OriginRule.Allows(context.Request, isPage))
        {
            LogOriginRefused(endpoint.RoutePattern.RawText);
            await RefusalWriter.WriteAsync(context, Refusal.ForeignOrigin);
            return;
        }
        if (await callers.ReadAsync(context) is not { } caller)
        {
            LogKeyRefused(address);
            await RefusalWriter.WriteAsync(context, Refusal.NotKnown);
            return;
        }
        var actor = new ActorFeature(new Actor(caller.Name, $"{address}"));
        context.Features.Set(caller);
        context.Features.Set(actor);
        if ((CheckLimits(context, caller, address) ?? Check(context.Request, access, caller)) is { } refusal)
        {
            await RefuseAsync(context, endpoint, access, caller, isPage, refusal);
            return;
        }
        var runs = access.AnyOf == Scopes.Infer && IsChange(context.Request);
        using var place = limits.TryRun(runs && !isLocal ? address : null, runs ? context.ApiKey() : null);
        if (place is null)
        {
            await RefusalWriter.WriteAsync(context, RequestLimits.Full);
            return;
        }
        await RunAsync(context, endpoint, access, caller, actor);
    }

    private Refusal? CheckLimits(HttpContext context, Caller caller, IPAddress address) => caller switch
    {
        Caller.KeyHolder { Key: var key } => limits.Use(key),
        Caller.Stranger when IsChange(context.Request) => limits.StrangerChange(address),
        _ => null,
    } ?? BodyRule.Apply(context, caller);

    private static Refusal? Check(HttpRequest request, AccessMetadata access, Caller caller)
    {
        if (!access.IsMetBy(caller.Scopes))
        {
            return caller is Caller.Stranger ? Refusal.NotKnown : Refusal.NotAllowed(access.AnyOf);
        }
        return caller is Caller.Administrator admin && IsChange(request)
            && !admin.Token.IsCsrfToken(request.Headers[CsrfHeader])
                ? Refusal.NoCsrfToken
                : null;
    }

    private async Task RefuseAsync(
        HttpContext context, RouteEndpoint endpoint, AccessMetadata access, Caller caller, bool isPage, Refusal refusal)
    {
        if (isPage && caller is Caller.Stranger or Caller.Local && refusal.Status != StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"/login?to={Uri.EscapeDataString(context.Request.Path)}";
            return;
        }
        // A stranger could fill the log; whoever the hub knows stands by what he tries.
        if (access.AnyOf == Scopes.Admin && IsChange(context.Request) && caller is not Caller.Stranger)
        {
            await AuditAsync(context, endpoint, AuditOutcome.Refused, refusal.Code);
        }
        await RefusalWriter.WriteAsync(context, refusal);
    }

    private async Task RunAsync(
        HttpContext context, RouteEndpoint endpoint, AccessMetadata access, Caller caller, ActorFeature actor)
    {
        await using var revoked = caller is Caller.KeyHolder { Key: var key }
            ? key.Revoked.UnsafeRegister(request => ((HttpContext)request!).Abort(), context)
            : default;
        if (access.AnyOf != Scopes.Admin || !IsChange(context.Request))
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch when (!actor.IsTaken)
        {
            await AuditAsync(context, endpoint, AuditOutcome.Failed, "the hub failed");
            throw;
        }
        if (!actor.IsTaken)
        {
            var status = context.Response.StatusCode;
            await AuditAsync(
                context, endpoint, status < StatusCodes.Status400BadRequest ? AuditOutcome.Done : AuditOutcome.Refused,
                $"answer {status}");
        }
    }

    // Not the caller's token: a caller who goes away must not keep his act out of the log.
    private Task AuditAsync(HttpContext context, RouteEndpoint endpoint, AuditOutcome outcome, string detail) =>
        audit.WriteAsync(
            context.Actor(),
            new AuditAct(
                $"{context.Request.Method} {endpoint.RoutePattern.RawText}",
                string.Join(' ', context.Request.RouteValues.Values),
                outcome,
                detail),
            CancellationToken.None);

    private static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    [LoggerMessage(EventId = AdministrationEventIds.RouteWithoutAccess, Level = LogLevel.Error,
        Message = "The route {Route} does not say who may call it; it is closed")]
    private partial void LogUndeclared(string? route);

    [LoggerMessage(EventId = AdministrationEventIds.OriginRefused, Level = LogLevel.Warning,
        Message = "A request of a page of another origin to {Route} was refused")]
    private partial void LogOriginRefused(string? route);

    [LoggerMessage(EventId = AdministrationEventIds.KeyRefused, Level = LogLevel.Warning,
        Message = "A request from {Address} with a key that is not good was refused")]
    private partial void LogKeyRefused(IPAddress address);
}
