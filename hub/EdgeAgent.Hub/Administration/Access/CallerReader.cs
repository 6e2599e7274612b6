using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Administration.Sessions;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>Finds out who sends a request: by key, else by session, else by loopback.</summary>
internal sealed class CallerReader(KeyStore keys, SessionStore sessions, ConsoleToken console)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who it is; null when the request brings a key that is not good: that is refused, wherever it comes from.</summary>
    public async ValueTask<Caller?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (BearerOf(request) is { } text)
        {
            if (LocalRule.IsLocal(context) && console.Is(text))
            {
                return new Caller.Console();
            }
            if (keys.Verify(text) is { } key)
            {
                return new Caller.KeyHolder(key, InPath: false);
            }
            // Clients on the box have to send something and are told to send anything. What looks like one of our keys
            // is one that was good once, or is being guessed.
            return LocalRule.IsLocal(context) && !KeyText.TryRead(text, out _) ? new Caller.Local() : null;
        }
        if (context.Features.Get<PathKeyFeature>() is { } inPath)
        {
            return keys.Verify(inPath.Text) is { } key ? new Caller.KeyHolder(key, InPath: true) : null;
        }
        if (SessionCookie.TryRead(request, out var token)
            && await sessions.UseAsync(token, context.RequestAborted) is { } session)
        {
            return new Caller.Administrator(session, token);
        }
        return LocalRule.IsLocal(context) ? new Caller.Local() : new Caller.Stranger();
    }

    /// <summary>The text behind "Bearer"; null where there is none.</summary>
    private static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}
