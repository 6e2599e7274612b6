using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>
/// Takes the key out of <c>/k/KEY/rest</c>, for clients that can be given an address but no header; before routing. What
/// follows sees only <c>/rest</c>.
/// </summary>
internal sealed class PathKey(RequestDelegate next)
{
    private const string Prefix = "/k/";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var end = path.IndexOf('/', Prefix.Length);
            var key = end < 0 ? path[Prefix.Length..] : path[Prefix.Length..end];
            context.Features.Set(new PathKeyFeature(key));
            context.Request.Path = end < 0 ? "/" : path[end..];
        }
        return next(context);
    }
}
