using System.CommandLine;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Ledger;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub ledger verify|export|close|lost</c>.</summary>
internal static class LedgerCommands
{
    public static Command Create()
    {
        var verify = new Command("verify", "Recomputes the whole ledger and finds whatever was changed in it");
        verify.SetAction((parsed, _) => OperatorErrors.ReportAsync(
            () => OfflineHub.UseAsync(HubSettings.Read(parsed), VerifyAsync)));
        var csv = new Option<bool>("--csv") { Description = "Postings as CSV instead of entries as JSON lines" };
        var export = new Command("export", "Writes the journal to the standard output") { csv };
        export.SetAction((parsed, _) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => ExportAsync(services, parsed.GetValue(csv)))));
        var close = new Command("close", "Closes an epoch now: its claims can then be proven to strangers");
        close.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => CloseAsync(services, cancellationToken))));
        var device = new Argument<string>("DEVICE") { Description = "Address of the lost device" };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; stays in the journal", Required = true, HelpName = "TEXT",
        };
        var lost = new Command("lost", "Moves the balance of a lost device to the household") { device, reason };
        lost.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => MoveAsync(
                services, parsed.GetRequiredValue(device), parsed.GetRequiredValue(reason), cancellationToken))));
        return new Command("ledger", "The home's ledger") { verify, export, close, lost };
    }

    private static async Task<int> VerifyAsync(IServiceProvider services)
    {
        var report = services.GetRequiredService<LedgerInspection>().Run();
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync($"edgehub: {fault}");
        }
        if (report.Faults.Count > 0)
        {
            return ExitCodes.Failure;
        }
        await Console.Out.WriteLineAsync(
            $"{report.Entries} entries and {report.Claims} settled claims are right; the balances sum to zero.");
        return ExitCodes.Success;
    }

    private static Task<int> ExportAsync(IServiceProvider services, bool csv)
    {
        var export = services.GetRequiredService<LedgerExport>();
        if (csv)
        {
            export.WriteCsv(Console.Out);
        }
        else
        {
            export.WriteJsonLines(Console.Out);
        }
        return Task.FromResult(ExitCodes.Success);
    }

    private static async Task<int> CloseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var closed = await services.GetRequiredService<LedgerEpochs>().CloseAsync(cancellationToken);
        await Console.Out.WriteLineAsync(closed is null
            ? "No claim was settled since the last epoch."
            : $"epoch {closed.Root.Epoch}: {closed.Root.Leaves} claims, root {closed.Root.Root}");
        return ExitCodes.Success;
    }

    private static async Task<int> MoveAsync(
        IServiceProvider services, string text, string reason, CancellationToken cancellationToken)
    {
        if (!Address.TryParse(text, out var device))
        {
            await Console.Error.WriteLineAsync($"edgehub: '{text}' is no address of a device.");
            return ExitCodes.Usage;
        }
        var moved = await services.GetRequiredService<LedgerKeeper>().MoveLostAsync(device, reason, cancellationToken);
        await Console.Out.WriteLineAsync(moved is null
            ? $"{device} has no balance."
            : $"{moved} micro-credits of {device} are the household's.");
        return ExitCodes.Success;
    }
}
