using System.CommandLine;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub devices</c> and <c>edgehub revoke</c>.</summary>
internal static class DeviceCommands
{
    public static Command CreateList()
    {
        var list = new Command("devices", "Shows the devices of the home");
        list.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), ListAsync)));
        return list;
    }

    public static Command CreateRevoke()
    {
        var device = new Argument<string>("DEVICE") { Description = "Address or name" };
        var revoke = new Command("revoke", "Puts a device out of the home; its connection ends within seconds") { device };
        revoke.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => RevokeAsync(services, parsed.GetRequiredValue(device), cancellationToken))));
        return revoke;
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        var rows = services.GetRequiredService<DeviceRegistry>().Active
            .OrderBy(row => row.RegisteredAt).ToList();
        foreach (var row in rows)
        {
            var seen = row.LastSeen is { } time ? $"last seen {time:u}" : "never left yet";
            await Console.Out.WriteLineAsync($"{row.Id}  {row.Name}  {row.Hardware}  {seen}");
        }
        if (rows.Count == 0)
        {
            await Console.Out.WriteLineAsync("No devices.");
        }
        return ExitCodes.Success;
    }

    private static async Task<int> RevokeAsync(IServiceProvider services, string text, CancellationToken cancellationToken)
    {
        var registry = services.GetRequiredService<DeviceRegistry>();
        var matches = Address.TryParse(text, out var address)
            ? registry.Active.Where(row => row.Id == address).ToList()
            : registry.Active.Where(row => string.Equals(row.Name, text, StringComparison.Ordinal)).ToList();
        if (matches.Count != 1)
        {
            await Console.Error.WriteLineAsync(matches.Count == 0
                ? $"edgehub: there is no device '{text}'. Try: edgehub devices"
                : $"edgehub: {matches.Count} devices are called '{text}'; give the address.");
            return ExitCodes.Failure;
        }
        await registry.RevokeAsync(matches[0].Id, cancellationToken);
        await Console.Out.WriteLineAsync($"{matches[0].Id} ({matches[0].Name}) is out of the home.");
        return ExitCodes.Success;
    }
}
