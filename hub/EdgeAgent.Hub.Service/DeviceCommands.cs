using System.CommandLine;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub devices</c>, <c>revoke</c>, <c>held</c> and <c>keep</c>.</summary>
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
        var revoke = new Command("revoke", "Puts a device out of the home; its connections end within a second") { device };
        revoke.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.ActAsync(
            HubSettings.Read(parsed),
            "device.revoke",
            parsed.GetRequiredValue(device),
            services => RevokeAsync(services, parsed.GetRequiredValue(device), cancellationToken))));
        return revoke;
    }

    public static Command CreateHeld()
    {
        var held = new Command("held", "Shows the devices that exist more than once, with their copies");
        held.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), HeldAsync)));
        return held;
    }

    public static Command CreateKeep()
    {
        var device = new Argument<string>("DEVICE") { Description = "Address or name" };
        var copy = new Argument<string>("COPY") { Description = "The copy, as 'edgehub held' shows it" };
        var keep = new Command("keep", "Lets one copy of a held device in, with a new key; the others are out for good")
        {
            device, copy,
        };
        keep.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => KeepAsync(
                services, parsed.GetRequiredValue(device), parsed.GetRequiredValue(copy), cancellationToken))));
        return keep;
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
        if (await FindAsync(services, text) is not { } device)
        {
            return ExitCodes.Failure;
        }
        await services.GetRequiredService<DeviceRegistry>().RevokeAsync(device.Id, cancellationToken);
        await Console.Out.WriteLineAsync($"{device.Id} ({device.Name}) is out of the home.");
        return ExitCodes.Success;
    }

    private static async Task<int> HeldAsync(IServiceProvider services)
    {
        var holds = services.GetRequiredService<DeviceHolds>().All.ToList();
        foreach (var hold in holds)
        {
            var name = services.GetRequiredService<DeviceRegistry>().Find(hold.Device)?.Name;
            await Console.Out.WriteLineAsync($"{hold.Device}  {name}  held since {hold.Since:u}");
            foreach (var copy in hold.Copies)
            {
                var chosen = copy.Boot == hold.Keep ? ", chosen" : "";
                await Console.Out.WriteLineAsync(
                    $"  copy {copy.Boot.ToShortString()}  from {copy.Remote}, first seen {copy.FirstSeen:u}, last seen {copy.LastSeen:u}{chosen}");
            }
        }
        await Console.Out.WriteLineAsync(holds.Count == 0
            ? "No device is held."
            : "Choose: edgehub keep DEVICE COPY; or put the device out: edgehub revoke DEVICE.");
        return ExitCodes.Success;
    }

    private static async Task<int> KeepAsync(
        IServiceProvider services, string text, string copy, CancellationToken cancellationToken)
    {
        if (await FindAsync(services, text) is not { } device)
        {
            return ExitCodes.Failure;
        }
        if (!await services.GetRequiredService<DeviceHolds>().KeepAsync(device.Id, copy, cancellationToken))
        {
            await Console.Error.WriteLineAsync(
                $"edgehub: {device.Name} has no single copy '{copy}'. Try: edgehub held");
            return ExitCodes.Failure;
        }
        await Console.Out.WriteLineAsync(
            $"{device.Name}: copy {copy} gets a new key when it comes next; the others are out for good. A copy that has been restarted since has another name: look again.");
        return ExitCodes.Success;
    }

    private static async Task<RegisteredDevice?> FindAsync(IServiceProvider services, string text)
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
            return null;
        }
        return matches[0];
    }
}
