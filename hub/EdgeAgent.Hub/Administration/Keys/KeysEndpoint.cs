using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Makes, shows and revokes API keys.</summary>
internal sealed class KeysEndpoint(KeyStore keys)
{
    /// <summary><c>GET /api/hub/keys</c>.</summary>
    public Task ListAsync(HttpContext context) => JsonExchange.WriteAsync(
        context, new KeyListBody([.. keys.List().Select(Describe)]), AdministrationJson.Default.KeyListBody);

    /// <summary><c>POST /api/hub/keys</c>: 201 with the key, which is never shown again.</summary>
    public async Task AddAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, AdministrationJson.Default.KeyRequest) is not { } body)
        {
            return;
        }
        if (!ScopeNames.TryParse(body.Scopes, out var scopes))
        {
            await RefusalWriter.WriteAsync(
                context, JsonExchange.Invalid($"scopes must name at least one of {ScopeNames.All}."));
            return;
        }
        var terms = new KeyTerms(body.Name, scopes, body.Models, body.SpendLimitMicros);
        switch (await keys.AddAsync(terms, context.Actor(), context.RequestAborted))
        {
            case KeyAddOutcome.Added(var key, var text):
                await JsonExchange.WriteAsync(
                    context,
                    new KeyMadeBody(text, Describe(key)),
                    AdministrationJson.Default.KeyMadeBody,
                    StatusCodes.Status201Created);
                break;
            case KeyAddOutcome.Refused(var reason):
                await RefusalWriter.WriteAsync(context, JsonExchange.Invalid(reason));
                break;
        }
    }

    /// <summary><c>DELETE /api/hub/keys/{id}</c>: 204; what runs in the key's name ends.</summary>
    public async Task RevokeAsync(HttpContext context)
    {
        if (!KeyId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || !await keys.RevokeAsync(id, context.Actor(), context.RequestAborted))
        {
            await RefusalWriter.WriteAsync(
                context, new Refusal(StatusCodes.Status404NotFound, "There is no such key in use.", "unknown_key"));
            return;
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static KeyBody Describe(ApiKey key) => new(
        key.Id.ToString(),
        key.Terms.Name,
        ScopeNames.Of(key.Terms.Scopes),
        key.Terms.Models,
        key.Terms.SpendLimitMicros,
        key.Spending.SpentMicros,
        key.CreatedAt,
        key.LastUsedAt,
        key.RevokedAt);
}
