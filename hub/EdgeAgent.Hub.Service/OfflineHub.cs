using EdgeAgent.Hub.Administration;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Ledger;
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
        services.AddHubConfiguration(configuration).AddHubStorage().AddHubAdministrationStores().AddHubDevices().AddHubBroker()
            .AddHubClaimRows().AddHubLedgerBooks();
        await using var provider = services.BuildServiceProvider();
        return await use(provider);
    }
}
