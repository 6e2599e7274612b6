using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>One device on the hub's own box: enrolled where needed, run, and run again.</summary>
internal sealed partial class LocalDevice(
    int slot, string program, HubDoors doors, LocalEnrolment enrolment, TimeProvider time, ILogger<LocalDevice> logger)
{
    private static readonly TimeSpan s_renewalCheck = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_together = TimeSpan.FromMilliseconds(300);

    private readonly ILogger<LocalDevice> _logger = logger;
    private volatile int _processId;

    /// <summary>The running agent's process; 0 while none runs.</summary>
    public int ProcessId => _processId;

    /// <summary>Keeps the device running until the hub stops, then drains it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A supervisor loop: whatever goes wrong is logged and tried again later")]
    public async Task RunAsync(CancellationToken stopping)
    {
        var backoff = new Backoff();
        while (!stopping.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            string end;
            try
            {
                if (enrolment.IsRevoked(slot))
                {
                    LogRevoked(slot, enrolment.DirectoryOf(slot));
                    return;
                }
                if (!enrolment.IsCurrent(slot, doors))
                {
                    await enrolment.EnrolAsync(program, slot, doors, stopping);
                }
                end = await RunOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is LocalDeviceException or Win32Exception or IOException or KeyFileException
                or StorageException)
            {
                end = $"could not be started: {e.Message}";
            }
            catch (Exception e)
            {
                LogFailed(slot, e);
                end = "failed";
            }
            if (stopping.IsCancellationRequested)
            {
                return;
            }
            // A Ctrl-C ends the agents together with the hub, and they may be faster: then there is nothing to tell.
            await Task.Delay(s_together, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }
            var wait = backoff.After(time.GetElapsedTime(started));
            LogRestart(slot, end, wait.TotalSeconds);
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How it ended.</returns>
    private async Task<string> RunOnceAsync(CancellationToken stopping)
    {
        using var agent = AgentProcess.Start(program, "run", "--data", enrolment.DirectoryOf(slot), "--exit-with-stdin");
        _processId = agent.Id;
        LogStarted(slot, agent.Id);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var output = Task.WhenAll(PassOnAsync(agent.Output), PassOnAsync(agent.Errors));
        try
        {
            var exit = agent.WaitAsync(ended.Token);
            var renewal = WhenRenewalIsDueAsync(ended.Token);
            if (await Task.WhenAny(exit, renewal) == exit && exit.IsCompletedSuccessfully)
            {
                return $"ended with code {await exit}";
            }
            if (!await agent.StopAsync(time))
            {
                LogKilled(slot, AgentProcess.Drain.TotalSeconds);
            }
            return "was stopped";
        }
        finally
        {
            await ended.CancelAsync();
            // What it has said last is still passed on; a grandchild that holds the pipes does not hold up the restart.
            await output.WaitAsync(s_lastWords, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _processId = 0;
        }
    }

    private async Task WhenRenewalIsDueAsync(CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(s_renewalCheck, time, cancellationToken);
        }
        while (enrolment.IsCurrent(slot, doors));
    }

    private async Task PassOnAsync(BoundedLineReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            LogLine(slot, line);
        }
    }

    [LoggerMessage(EventId = HubEventIds.LocalDeviceStarted, Level = LogLevel.Information,
        Message = "Local device {Slot} runs as process {ProcessId}")]
    private partial void LogStarted(int slot, int processId);

    [LoggerMessage(EventId = HubEventIds.LocalDeviceExited, Level = LogLevel.Warning,
        Message = "Local device {Slot} {End}; next start in {Seconds} s")]
    private partial void LogRestart(int slot, string end, double seconds);

    [LoggerMessage(EventId = HubEventIds.LocalDeviceFailed, Level = LogLevel.Error,
        Message = "Local device {Slot} failed")]
    private partial void LogFailed(int slot, Exception cause);

    [LoggerMessage(EventId = HubEventIds.LocalDeviceKilled, Level = LogLevel.Warning,
        Message = "Local device {Slot} did not end within {Seconds} s and was killed")]
    private partial void LogKilled(int slot, double seconds);

    [LoggerMessage(EventId = HubEventIds.LocalDeviceRevoked, Level = LogLevel.Warning,
        Message = "Local device {Slot} was put out of the home and is not started; remove {Directory} to get a new one")]
    private partial void LogRevoked(int slot, string directory);

    [LoggerMessage(EventId = HubEventIds.LocalDeviceLine, Level = LogLevel.Information,
        Message = "[local-{Slot}] {Line}")]
    private partial void LogLine(int slot, string line);
}
