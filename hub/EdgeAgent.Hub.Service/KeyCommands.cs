using System.CommandLine;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub keys add|list|revoke</c>.</summary>
internal static class KeyCommands
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "For people, for example what uses the key" };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"What the key may do, with commas between: {ScopeNames.All}",
            DefaultValueFactory = _ => "read,infer",
        };
        var models = new Option<string?>("--models") { Description = "Models that it may use, with commas between; all" };
        var limit = new Option<long?>("--spend-limit")
        {
            Description = "Most that it may spend in all, in millionths of a credit; no limit",
        };
        var add = new Command("add", "Makes a key and shows it once") { name, scopes, models, limit };
        add.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => AddAsync(
                services,
                new KeyTerms(
                    parsed.GetRequiredValue(name),
                    ScopeNames.TryParse(Words(parsed.GetValue(scopes)), out var parsedScopes) ? parsedScopes : Scopes.None,
                    parsed.GetValue(models) is { } text ? Words(text) : null,
                    parsed.GetValue(limit)),
                cancellationToken))));
        var list = new Command("list", "Shows the keys, not their secrets");
        list.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), ListAsync)));
        var id = new Argument<string>("ID") { Description = "As 'edgehub keys list' shows it" };
        var revoke = new Command("revoke", "Puts a key out of use; what runs in its name ends within seconds") { id };
        revoke.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => RevokeAsync(services, parsed.GetRequiredValue(id), cancellationToken))));
        return new Command("keys", "Keys for programs that use the hub's API") { add, list, revoke };
    }

    private static async Task<int> AddAsync(
        IServiceProvider services, KeyTerms terms, CancellationToken cancellationToken)
    {
        switch (await services.GetRequiredService<KeyStore>().AddAsync(terms, Actor.Console, cancellationToken))
        {
            case KeyAddOutcome.Added(var key, var text):
                await Console.Out.WriteLineAsync($"id:  {key.Id}\nkey: {text}\nThe key is not shown again.");
                return ExitCodes.Success;
            case KeyAddOutcome.Refused(var reason):
                await Console.Error.WriteLineAsync($"edgehub: {reason}");
                return ExitCodes.Failure;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        var keys = services.GetRequiredService<KeyStore>().List();
        foreach (var key in keys)
        {
            var used = key.LastUsedAt is { } time ? $"last used {time:u}" : "never used";
            var spent = key.Terms.SpendLimitMicros is { } limit
                ? $"  spent {key.Spending.SpentMicros} of {limit} micro-credits"
                : "";
            var models = key.Terms.Models is { } names ? $"  models {string.Join(',', names)}" : "";
            var revoked = key.RevokedAt is { } end ? $"  REVOKED {end:u}" : "";
            await Console.Out.WriteLineAsync(
                $"{key.Id}  {key.Terms.Name}  {string.Join(',', ScopeNames.Of(key.Terms.Scopes))}{models}{spent}  {used}{revoked}");
        }
        if (keys.Count == 0)
        {
            await Console.Out.WriteLineAsync("No keys.");
        }
        return ExitCodes.Success;
    }

    private static async Task<int> RevokeAsync(
        IServiceProvider services, string text, CancellationToken cancellationToken)
    {
        if (KeyId.TryParse(text, out var id)
            && await services.GetRequiredService<KeyStore>().RevokeAsync(id, Actor.Console, cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{id} is out of use.");
            return ExitCodes.Success;
        }
        await Console.Error.WriteLineAsync($"edgehub: there is no key '{text}' in use. Try: edgehub keys list");
        return ExitCodes.Failure;
    }

    private static string[] Words(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
