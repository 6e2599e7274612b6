using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Ledger.Json;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Shows the ledger.</summary>
internal sealed class LedgerEndpoint(HubLedger ledger, HubDatabase database)
{
    /// <summary>Entries of one statement.</summary>
    private const int StatementEntries = 200;

    /// <summary><c>GET /api/hub/ledger</c>.</summary>
    public Task ShowAsync(HttpContext context) => WriteAsync(
        context,
        ledger.Read(static book => new LedgerBody(
            book.Head.Index,
            book.Head.Digest.ToString(),
            book.Epoch,
            book.Escrows.Count,
            book.Balances.Values.Sum(),
            [
                .. book.Balances.Select(pair => new BalanceBody(pair.Key.ToString(), pair.Value))
                    .OrderBy(balance => balance.Account, StringComparer.Ordinal),
            ])),
        LedgerJson.Default.LedgerBody);

    /// <summary><c>GET /api/hub/ledger/accounts/{account}</c>: the newest entries of an account.</summary>
    public Task StateAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["account"] as string ?? "";
        if (!LedgerAccount.TryParse(name, out var account))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return WriteAsync(
                context,
                new LedgerError("An account is household, kitty, device:ADDRESS or escrow:AGREEMENT."),
                LedgerJson.Default.LedgerError);
        }
        var entries = database.Read(connection => LedgerJournal.ReadAccount(connection, name, StatementEntries));
        return WriteAsync(
            context,
            new StatementBody(
                name, ledger.Read(book => book.BalanceOf(account)), [.. entries.Select(LedgerCodec.ToBody)]),
            LedgerJson.Default.StatementBody);
    }

    private static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, body, type, context.RequestAborted);
    }
}
