using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Stores when keys were last used, now and then and at the end: a write for each request would cost more than the request.</summary>
internal sealed partial class KeyUseFlush(
    KeyStore keys, HubDatabase database, TimeProvider time, ILogger<KeyUseFlush> logger) : BackgroundService
{
    private readonly Dictionary<KeyId, DateTimeOffset> _stored = [];
    private readonly ILogger<KeyUseFlush> _logger = logger;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(KeyLimits.LastUsePeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync stores the rest.
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        List<(KeyId Id, DateTimeOffset Time)> used =
        [
            .. from key in keys.List()
               where key.LastUsedAt is { } time && time != _stored.GetValueOrDefault(key.Id)
               select (key.Id, key.LastUsedAt!.Value),
        ];
        if (used.Count == 0)
        {
            return;
        }
        try
        {
            await database.WriteAsync(
                connection => used.ForEach(use => KeyRows.Used(connection, use.Id, use.Time)), cancellationToken);
            used.ForEach(use => _stored[use.Id] = use.Time);
        }
        catch (StorageException e)
        {
            LogNotStored(used.Count, e);
        }
    }

    [LoggerMessage(EventId = AdministrationEventIds.LastUseNotStored, Level = LogLevel.Warning,
        Message = "The last use of {Count} keys could not be stored; it is tried again")]
    private partial void LogNotStored(int count, Exception cause);
}
