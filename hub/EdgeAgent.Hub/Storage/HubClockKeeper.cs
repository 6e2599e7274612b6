using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Storage;

/// <summary>Keeps the hub's time on the disk, and says when the system's is wrong.</summary>
internal sealed partial class HubClockKeeper(TimeProvider time, ILogger<HubClockKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(10);

    private readonly ILogger<HubClockKeeper> _logger = logger;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Keep();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        do
        {
            if (time is HubClock { IsWrong: true })
            {
                LogWrong(TimeProvider.System.GetUtcNow(), time.GetUtcNow());
            }
            Keep();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Keep()
    {
        try
        {
            (time as HubClock)?.Keep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotKept(e.Message);
        }
    }

    [LoggerMessage(EventId = HubEventIds.ClockWrong, Level = LogLevel.Error,
        Message = "This machine's clock says {System:u}, outside the life of the home's authority; the hub goes on from the last time that it knows, {Used:u}. Set the clock")]
    private partial void LogWrong(DateTimeOffset system, DateTimeOffset used);

    [LoggerMessage(EventId = HubEventIds.ClockNotKept, Level = LogLevel.Warning,
        Message = "The time could not be kept for a later start: {Reason}")]
    private partial void LogNotKept(string reason);
}
