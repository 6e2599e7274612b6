using System.Net;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>Whether a request comes from a program on the hub's own box that means the hub.</summary>
internal static class LocalRule
{
    private static readonly HashSet<string> s_names =
        new(["localhost", "127.0.0.1", "[::1]"], StringComparer.OrdinalIgnoreCase);

    // What a proxy adds when it passes on the request of somebody else.
    private static readonly string[] s_proxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    /// <summary>
    /// Whether the request names loopback. A page on the internet can point a name of its own at 127.0.0.1 and let the
    /// visitor's browser call it; the name then stands in the Host header.
    /// </summary>
    public static bool NamesLoopback(HttpRequest request) => s_names.Contains(request.Host.Host);

    /// <summary>From loopback, to loopback, and not passed on for somebody else.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && NamesLoopback(context.Request)
        && !Array.Exists(s_proxyHeaders, context.Request.Headers.ContainsKey);
}
