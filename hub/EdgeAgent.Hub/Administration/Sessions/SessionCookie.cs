using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Sessions;

/// <summary>The cookie that holds a session's token.</summary>
internal static class SessionCookie
{
    // "__Host-": a browser takes the name only with Secure, from this host, for the whole host.
    private const string SecureName = "__Host-edgehub";
    private const string LoopbackName = "edgehub";

    /// <summary>Reads the token.</summary>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out SessionToken? token) =>
        SessionToken.TryParse(request.Cookies[Name(request)], out token);

    /// <summary>Gives the browser a token.</summary>
    public static void Write(HttpContext context, SessionToken token) =>
        context.Response.Cookies.Append(Name(context.Request), token.Text, Options(context.Request));

    /// <summary>Takes it away.</summary>
    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    private static string Name(HttpRequest request) => request.IsHttps ? SecureName : LoopbackName;

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
