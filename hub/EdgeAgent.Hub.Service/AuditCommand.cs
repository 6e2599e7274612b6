using System.CommandLine;
using EdgeAgent.Hub.Administration.Audit;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub audit [--count N] [--verify]</c>.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = $"Lines to show, the newest last, 1 to {AuditLimits.Page}",
            DefaultValueFactory = _ => 50,
        };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > AuditLimits.Page)
            {
                result.AddError($"--count must be 1 to {AuditLimits.Page}.");
            }
        });
        var verify = new Option<bool>("--verify") { Description = "Recompute the chain of hashes over all lines" };
        var audit = new Command("audit", "Shows who administered the hub, from where, when, and what came of it")
        {
            count, verify,
        };
        audit.SetAction((parsed, _) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => parsed.GetValue(verify)
                ? VerifyAsync(services.GetRequiredService<AuditLog>())
                : ListAsync(services.GetRequiredService<AuditLog>(), parsed.GetValue(count)))));
        return audit;
    }

    private static async Task<int> ListAsync(AuditLog audit, int count)
    {
        foreach (var (seq, time, actor, act, _) in audit.List(count, null).Reverse())
        {
            await Console.Out.WriteLineAsync(
                $"{seq}  {time:u}  {actor.Who}  {actor.Origin}  {act.Action}  {act.Subject}  "
                + $"{act.Outcome.ToString().ToLowerInvariant()}  {act.Detail}".TrimEnd());
        }
        return ExitCodes.Success;
    }

    private static async Task<int> VerifyAsync(AuditLog audit)
    {
        switch (audit.Verify())
        {
            case AuditVerdict.Whole(var count, var head):
                await Console.Out.WriteLineAsync(
                    $"{count} lines, none changed, none missing before the last. Last hash: {head}\n"
                    + "Keep count and hash elsewhere to notice later if lines were cut off at the end.");
                return ExitCodes.Success;
            case AuditVerdict.Broken(var seq):
                await Console.Error.WriteLineAsync(
                    $"edgehub: the audit log was changed: line {seq} does not follow from the one before.");
                return ExitCodes.Failure;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
