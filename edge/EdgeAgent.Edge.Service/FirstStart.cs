using System.Runtime.InteropServices;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Pairing;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent run</c> on a card that has no home yet.</summary>
internal static class FirstStart
{
    /// <summary>Pairs with the card's secret before anything else starts.</summary>
    /// <returns>False when the agent was told to stop first.</returns>
    public static async Task<bool> PairAsync(DataDirectory data, LogLevel level, bool exitWithStdin)
    {
        using var stop = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
        using var loggers = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(level)
            .AddProvider(new AgentLoggerProvider(level, TimeProvider.System)));
        new SystemdNotifier().Notify(ServiceState.Ready); // started as intended; how pairing stands is another matter
        var watching = exitWithStdin ? WatchParentAsync(stop) : Task.CompletedTask;
        try
        {
            await new CardPairing(data, AgentProgram.Version, TimeProvider.System, loggers.CreateLogger<CardPairing>())
                .RunAsync(stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _ = watching; // ends with the parent; a read of the standard input cannot be taken back
        }
    }

    private static async Task WatchParentAsync(CancellationTokenSource stop)
    {
        var buffer = new byte[64];
        await using var parent = Console.OpenStandardInput();
        try
        {
            while (await parent.ReadAsync(buffer, stop.Token) > 0)
            {
                // Nothing is said on this pipe; only its end counts.
            }
            await stop.CancelAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pairing is over, or the pipe is broken.
        }
    }
}
