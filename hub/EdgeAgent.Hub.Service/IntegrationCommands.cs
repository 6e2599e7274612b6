using System.CommandLine;
using EdgeAgent.Hub.Integrations;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub integrations add|list|remove</c>.</summary>
internal static class IntegrationCommands
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "1 to 32 of a-z, 0-9, dot, hyphen and underscore" };
        var add = new Command("add", "Makes an account, or a new password for it, and shows the password once") { name };
        add.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.ActAsync(
            HubSettings.Read(parsed), "integration.add", parsed.GetRequiredValue(name),
            services => AddAsync(services, parsed.GetRequiredValue(name), cancellationToken))));
        var list = new Command("list", "Shows the accounts");
        list.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), ListAsync)));
        var remove = new Command("remove", "Removes an account; its connections end within seconds") { name };
        remove.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.ActAsync(
            HubSettings.Read(parsed), "integration.remove", parsed.GetRequiredValue(name),
            services => RemoveAsync(services, parsed.GetRequiredValue(name), cancellationToken))));
        return new Command("integrations", "Accounts for MQTT on loopback, for example for Home Assistant")
        {
            add, list, remove,
        };
    }

    private static async Task<int> AddAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        var password = await services.GetRequiredService<IntegrationAccounts>().AddAsync(name, cancellationToken);
        if (password is null)
        {
            await Console.Error.WriteLineAsync(
                $"edgehub: '{name}' is not a name of 1 to 32 of a-z, 0-9, dot, hyphen and underscore, "
                + $"or there are {IntegrationAccounts.AccountLimit} accounts already.");
            return ExitCodes.Failure;
        }
        await Console.Out.WriteLineAsync($"user name: {name}\npassword:  {password}\nThe password is not shown again.");
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        var accounts = services.GetRequiredService<IntegrationAccounts>().List();
        foreach (var account in accounts)
        {
            await Console.Out.WriteLineAsync($"{account.Name}  made {account.CreatedAt:u}");
        }
        if (accounts.Count == 0)
        {
            await Console.Out.WriteLineAsync("No integrations.");
        }
        return ExitCodes.Success;
    }

    private static async Task<int> RemoveAsync(
        IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<IntegrationAccounts>().RemoveAsync(name, cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{name} is removed.");
            return ExitCodes.Success;
        }
        await Console.Error.WriteLineAsync($"edgehub: there is no integration '{name}'.");
        return ExitCodes.Failure;
    }
}
