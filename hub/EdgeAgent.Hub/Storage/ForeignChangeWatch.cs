using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Storage;

/// <summary>Notices what the command line of another process has written, so that a revocation ends a live connection.</summary>
internal sealed partial class ForeignChangeWatch(
    HubDatabase database,
    IEnumerable<IForeignChangeObserver> observers,
    TimeProvider time,
    ILogger<ForeignChangeWatch> logger) : BackgroundService
{
    // A revocation on the command line must end a live connection within a second.
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    private readonly IForeignChangeObserver[] _observers = [.. observers];
    private readonly ILogger<ForeignChangeWatch> _logger = logger;
    private long _version;

    /// <summary>The first look comes before what the observers have read can be out of date.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _version = await database.ForeignVersionAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var version = await database.ForeignVersionAsync(stoppingToken);
                if (version != _version)
                {
                    foreach (var observer in _observers)
                    {
                        observer.ForeignChange();
                    }
                    _version = version;
                }
            }
            catch (Exception e) when (e is StorageException or SqliteException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(EventId = HubEventIds.RegistryPollFailed, Level = LogLevel.Warning,
        Message = "What another process has changed in the database could not be read")]
    private partial void LogFailed(Exception cause);
}
