using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>Retires old authorities when their time has come, and says so.</summary>
internal sealed partial class AuthorityRetirement(
    HubIdentity identity, TimeProvider time, ILogger<AuthorityRetirement> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(10);

    /// <summary>From when on the owner is reminded to rotate: far more than devices may be away.</summary>
    private static readonly TimeSpan s_remind = TimeSpan.FromDays(365);

    private readonly ILogger<AuthorityRetirement> _logger = logger;

    [SuppressMessage("Design", "CA1031", Justification = "A supervisor loop: logged and tried again")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ends = new DateTimeOffset(identity.Authority.Certificate.NotAfter.ToUniversalTime());
        if (ends - time.GetUtcNow() < s_remind)
        {
            LogRotate(ends);
        }
        using var timer = new PeriodicTimer(s_period, time);
        do
        {
            try
            {
                await RetireDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RetireDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var row in identity.Authorities.Rows.Where(row => row.RetiredAt is null && row.RetireAt <= now))
        {
            if (await identity.Authorities.RetireAsync(row.SpkiHash, cancellationToken))
            {
                LogRetired(row.SpkiHash.ToString()[..18]);
            }
        }
    }

    [LoggerMessage(EventId = HubEventIds.AuthorityRetired, Level = LogLevel.Warning,
        Message = "Authority {Authority} is retired: its key is deleted, devices that have not come since the change must be paired again")]
    private partial void LogRetired(string authority);

    [LoggerMessage(EventId = HubEventIds.AuthorityRetirementFailed, Level = LogLevel.Error,
        Message = "An old authority could not be retired yet")]
    private partial void LogFailed(Exception cause);

    [LoggerMessage(EventId = HubEventIds.AuthorityEnds, Level = LogLevel.Warning,
        Message = "The home's authority ends on {End:yyyy-MM-dd}. Change it in time: edgehub authority rotate")]
    private partial void LogRotate(DateTimeOffset end);
}
