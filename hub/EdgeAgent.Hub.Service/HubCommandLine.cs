using System.CommandLine;

namespace EdgeAgent.Hub.Service;

/// <summary>The command line of <c>edgehub</c>.</summary>
internal static class HubCommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand("EdgeAgent hub: pools the devices of the house behind one endpoint.");
        HubSettings.AddTo(root);
        root.SetAction((parsed, cancellationToken) =>
            OperatorErrors.ReportAsync(() => HubProcess.RunAsync(() => HubSettings.Read(parsed), cancellationToken)));
        root.Subcommands.Add(PairCommands.Create());
        root.Subcommands.Add(DeviceCommands.CreateList());
        root.Subcommands.Add(DeviceCommands.CreateRevoke());
        root.Subcommands.Add(IntegrationCommands.Create());
        root.Subcommands.Add(UpdateCommands.Create());
        root.Subcommands.Add(AdminCommands.Create());
        root.Subcommands.Add(KeyCommands.Create());
        root.Subcommands.Add(AuditCommand.Create());
        return root;
    }
}
