using System.Net;
using EdgeAgent.Hub.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>Stops a hub before it opens a door to the network while nobody administers it: the first who came would.</summary>
internal sealed class RequiredAdministrator(AdministratorAccount account, IOptions<HubOptions> options)
    : IHostedLifecycleService
{
    /// <summary>Before any door opens.</summary>
    /// <exception cref="AdministrationException">The network would reach a hub without an administrator.</exception>
    public Task StartingAsync(CancellationToken cancellationToken) =>
        IPAddress.IsLoopback(IPAddress.Parse(options.Value.Listen)) || account.Exists
            ? Task.CompletedTask
            : throw new AdministrationException(
                $"Hub:Listen is {options.Value.Listen}, so others on the network could reach this hub, but it has no "
                + "administrator yet and the first who came could take it. Run 'edgehub admin set-password' on this box, "
                + "or start it with --Hub:Listen=127.0.0.1 and open the set-up link that 'edgehub admin reset' prints.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
