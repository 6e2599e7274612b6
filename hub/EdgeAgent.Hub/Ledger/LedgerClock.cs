using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Keeps the ledger's clocks: deadlines of escrows every few seconds, payouts and epochs at their time.</summary>
internal sealed partial class LedgerClock(
    LedgerKeeper keeper, LedgerEpochs epochs, IOptions<LedgerOptions> options, TimeProvider time,
    ILogger<LedgerClock> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        var epochStarted = time.GetTimestamp();
        do
        {
            try
            {
                await keeper.CloseOverdueAsync(stoppingToken);
                if (time.GetElapsedTime(epochStarted) >= TimeSpan.FromMinutes(options.Value.EpochMinutes))
                {
                    epochStarted = time.GetTimestamp();
                    await keeper.PayOutAsync(stoppingToken);
                    await epochs.CloseAsync(stoppingToken);
                }
            }
            catch (StorageException e)
            {
                LogNotWritten(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = LedgerEventIds.NotWritten, Level = LogLevel.Error,
        Message = "The ledger could not be written; it tries again")]
    private partial void LogNotWritten(Exception cause);
}
