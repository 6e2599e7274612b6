using System.Net;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Administration.Sessions;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>Set-up, login, logout and password.</summary>
internal sealed class SessionEndpoint(AdministratorAccount account, SessionStore sessions, AuditLog audit)
{
    /// <summary><c>GET /api/hub/session</c>: who the caller is, and the token for his changes.</summary>
    public Task GetAsync(HttpContext context)
    {
        var caller = context.Caller()!;
        return JsonExchange.WriteAsync(
            context,
            new SessionBody(
                caller is Caller.Administrator,
                (caller as Caller.Administrator)?.Token.CsrfToken,
                ScopeNames.Of(caller.Scopes),
                caller.Scopes.HasFlag(Scopes.Read) ? account.Exists : null),
            AdministrationJson.Default.SessionBody);
    }

    /// <summary><c>POST /api/hub/setup</c>: uses the set-up link.</summary>
    public async Task SetUpAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, AdministrationJson.Default.SetupRequest) is { } body)
        {
            await AnswerAsync(context, await account.SetUpAsync(
                body.Link, body.Password, AddressOf(context), context.Actor(), context.RequestAborted));
        }
    }

    /// <summary><c>POST /api/hub/session</c>: signs in.</summary>
    public async Task LoginAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, AdministrationJson.Default.LoginRequest) is { } body)
        {
            await AnswerAsync(context, await account.LoginAsync(
                body.Password, AddressOf(context), context.Actor(), context.RequestAborted));
        }
    }

    /// <summary><c>DELETE /api/hub/session</c>: signs out.</summary>
    public async Task LogoutAsync(HttpContext context)
    {
        if (context.Caller() is Caller.Administrator { Session: var session })
        {
            await sessions.EndAsync(session.Id, context.RequestAborted);
            await audit.WriteAsync(
                context.Actor(), new AuditAct("administrator.logout", "", AuditOutcome.Done), context.RequestAborted);
        }
        SessionCookie.Clear(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary><c>POST /api/hub/password</c>: another password, proved by the current one; all sessions end, this one goes on anew.</summary>
    public async Task ChangeAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, AdministrationJson.Default.PasswordRequest) is not { } body)
        {
            return;
        }
        if (PasswordHasher.Fault(body.New) is { } fault)
        {
            await AnswerAsync(context, new LoginOutcome.PasswordRefused(fault));
            return;
        }
        var proof = await account.LoginAsync(body.Current, AddressOf(context), context.Actor(), context.RequestAborted);
        if (proof is LoginOutcome.Welcome)
        {
            await account.SetPasswordAsync(body.New, context.Actor(), context.RequestAborted);
            proof = new LoginOutcome.Welcome(await sessions.OpenAsync(context.RequestAborted));
        }
        await AnswerAsync(context, proof);
    }

    private async Task AnswerAsync(HttpContext context, LoginOutcome outcome)
    {
        switch (outcome)
        {
            case LoginOutcome.Welcome(var token):
                // The session that the browser had ends: after a login nothing from before it is worth anything.
                if (context.Caller() is Caller.Administrator { Session: var before })
                {
                    await sessions.EndAsync(before.Id, context.RequestAborted);
                }
                SessionCookie.Write(context, token);
                await JsonExchange.WriteAsync(
                    context,
                    new SessionBody(
                        true, token.CsrfToken, ScopeNames.Of(Scopes.Read | Scopes.Infer | Scopes.Actuate | Scopes.Admin), true),
                    AdministrationJson.Default.SessionBody);
                break;
            case LoginOutcome.Wrong:
                await RefusalWriter.WriteAsync(context, new Refusal(
                    StatusCodes.Status403Forbidden, "The password is wrong.", "login_failed"));
                break;
            case LoginOutcome.TooMany(var wait):
                var seconds = (int)Math.Ceiling(wait.TotalSeconds);
                await RefusalWriter.WriteAsync(context, new Refusal(
                    StatusCodes.Status429TooManyRequests, $"Too many logins failed. Try again in {seconds} s.",
                    "login_throttled", seconds));
                break;
            case LoginOutcome.LinkNotGood:
                await RefusalWriter.WriteAsync(context, new Refusal(
                    StatusCodes.Status403Forbidden,
                    "This set-up link is not good: it was used, is older than an hour, or another was made after it. "
                    + "Run 'edgehub admin reset' on the hub's box for a new one.",
                    "setup_link_not_good"));
                break;
            case LoginOutcome.PasswordRefused(var reason):
                await RefusalWriter.WriteAsync(context, JsonExchange.Invalid(reason));
                break;
        }
    }

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}
