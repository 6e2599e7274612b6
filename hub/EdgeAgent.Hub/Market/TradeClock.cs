using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Market;

/// <summary>Looks for trades whose time is over.</summary>
internal sealed partial class TradeClock(TradeDesk trades, TimeProvider time, ILogger<TradeClock> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        do
        {
            try
            {
                await trades.SettleDueAsync(stoppingToken);
            }
            catch (StorageException e)
            {
                LogNotWritten(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = MarketEventIds.TradesNotWritten, Level = LogLevel.Error,
        Message = "Trades could not be settled; it tries again")]
    private partial void LogNotWritten(Exception cause);
}
