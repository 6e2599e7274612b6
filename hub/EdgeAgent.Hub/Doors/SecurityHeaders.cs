using System.Net;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Doors;

/// <summary>Headers that take from browsers what they need not do with the hub's answers; on each answer of the people's doors.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // An answer is data: nothing in it runs, loads or frames anything. Pages say more, for themselves.
    private const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A day, and only for this name: browsers apply it to all ports of the name, and another program on the same box
    // (Home Assistant on 8123) may speak plain HTTP. They take it only over a connection whose certificate they trust.
    private const string StrictTransport = "max-age=86400";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = NothingRuns;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.IsHttps && !IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out _)
            && !string.Equals(context.Request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            headers.StrictTransportSecurity = StrictTransport;
        }
        return next(context);
    }
}
