using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Integrations;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>The hub's data as the command line opens it beside a running hub: a second database handle on the same file.</summary>
public sealed class OtherProcess : IAsyncDisposable
{
    private readonly HubDatabase _database;

    public OtherProcess(string directory)
    {
        _database = TestDatabase.Open(directory, DeviceRows.Schema, IntegrationAccounts.Schema);
        Accounts = new IntegrationAccounts(_database, TimeProvider.System);
        Registry = new DeviceRegistry(_database, TimeProvider.System, NullLogger<DeviceRegistry>.Instance);
    }

    public IntegrationAccounts Accounts { get; }

    public DeviceRegistry Registry { get; }

    public async ValueTask DisposeAsync()
    {
        Accounts.Dispose();
        await _database.DisposeAsync();
    }
}
