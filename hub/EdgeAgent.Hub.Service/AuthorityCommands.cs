using System.CommandLine;
using EdgeAgent.Hub.Devices;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub authority list|rotate|retire</c>.</summary>
internal static class AuthorityCommands
{
    public static Command Create()
    {
        var list = new Command("list", "Shows the authorities of the home");
        list.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), ListAsync)));
        var overlap = new Option<int>("--overlap-days")
        {
            Description = $"How long certificates of the old one are still taken, 1 to {HomeAuthorities.MaxOverlap.TotalDays:0}",
            HelpName = "DAYS",
            DefaultValueFactory = _ => (int)HomeAuthorities.DefaultOverlap.TotalDays,
        };
        overlap.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 366)
            {
                result.AddError("--overlap-days is 1 to 366.");
            }
        });
        var rotate = new Command("rotate", "Makes a new authority; devices that are here move over at once, others when they come") { overlap };
        rotate.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => RotateAsync(services, TimeSpan.FromDays(parsed.GetValue(overlap)), cancellationToken))));
        var name = new Argument<string>("AUTHORITY") { Description = "As the list shows it" };
        var retire = new Command("retire", "Takes an old authority's certificates no longer, and deletes its key") { name };
        retire.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => RetireAsync(services, parsed.GetRequiredValue(name), cancellationToken))));
        return new Command("authority", "The authority that certifies the devices and the hub's doors") { list, rotate, retire };
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        var authorities = services.GetRequiredService<HubIdentity>().Authorities;
        if (authorities.Rows.Count == 0)
        {
            await Console.Out.WriteLineAsync(
                $"{Name(authorities.Current.SpkiHash)}  certifies, ends {authorities.Current.Certificate.NotAfter:yyyy-MM-dd}");
        }
        foreach (var row in authorities.Rows)
        {
            var state = row.RetiredAt is { } retired ? $"retired {retired:u}, its key is deleted"
                : row.RetireAt is { } until ? $"taken until {until:u}, then retired"
                : $"certifies since {row.MadeAt:u}, ends {authorities.Current.Certificate.NotAfter:yyyy-MM-dd}";
            await Console.Out.WriteLineAsync($"{Name(row.SpkiHash)}  {state}");
        }
        return ExitCodes.Success;
    }

    private static async Task<int> RotateAsync(
        IServiceProvider services, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var next = await services.GetRequiredService<HubIdentity>().Authorities.RotateAsync(overlap, cancellationToken);
        await Console.Out.WriteLineAsync(
            $"""
            {Name(next.SpkiHash)} certifies from now on. Devices move over by themselves; one that stays away for more than
            {overlap.TotalDays:0} days must be paired again. Browsers that know the old authority need the new one.
            """);
        return ExitCodes.Success;
    }

    private static async Task<int> RetireAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        var authorities = services.GetRequiredService<HubIdentity>().Authorities;
        var matches = authorities.Rows.Where(row => Name(row.SpkiHash) == name).ToList();
        if (matches is [var only] && await authorities.RetireAsync(only.SpkiHash, cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{name} is retired, its key is deleted. Devices that still have its certificates must be paired again.");
            return ExitCodes.Success;
        }
        await Console.Error.WriteLineAsync(
            $"edgehub: '{name}' is no old authority that is still taken. Try: edgehub authority list");
        return ExitCodes.Failure;
    }

    private static string Name(Contracts.Bytes32 spkiHash) => spkiHash.ToString().Substring(2, 16);
}
