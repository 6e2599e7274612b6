using EdgeAgent.Hub.Administration;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Service;

/// <summary>The hub's data for a single command; a hub may be running on it and sees what changes.</summary>
internal static class OfflineHub
{
    public static async Task<int> UseAsync(IConfigurationRoot configuration, Func<IServiceProvider, Task<int>> use)
    {
        HubSettings.Check(configuration);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddHubConfiguration(configuration).AddHubStorage().AddHubAdministrationStores().AddHubDevices().AddHubBroker();
        await using var provider = services.BuildServiceProvider();
        return await use(provider);
    }

    /// <summary>As <see cref="UseAsync"/>, for an act that administers the hub: how it ended stands in the audit log.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="action">What, for example <c>device.revoke</c>.</param>
    /// <param name="subject">To whom or what; never a secret.</param>
    /// <param name="act">Does it.</param>
    public static Task<int> ActAsync(
        IConfigurationRoot configuration, string action, string subject, Func<IServiceProvider, Task<int>> act) =>
        UseAsync(configuration, async services =>
        {
            var audit = services.GetRequiredService<AuditLog>();
            var outcome = AuditOutcome.Failed;
            try
            {
                var code = await act(services);
                outcome = code == ExitCodes.Success ? AuditOutcome.Done : AuditOutcome.Refused;
                return code;
            }
            finally
            {
                await audit.WriteAsync(Actor.Console, new AuditAct(action, subject, outcome), CancellationToken.None);
            }
        });
}
