using System.Diagnostics;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.AgentFootprint;

/// <summary>The published agent at rest: memory, size, and how soon it is there.</summary>
internal sealed class AgentFootprintBenchmark : IBenchmark
{
    private const int Starts = 10;

    /// <summary>Idle means: connected, and this long without work.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10);

    public string Name => "idle";

    public string Question => "What does an agent without a model cost, and how fast is it connected?";

    public async Task RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory();
        var ports = Ports.Free(5);
        await using (var nursery = await HubProcess.StartAsync(directory.Path, cancellationToken, 1, ports: ports))
        {
            await nursery.Process.InterruptAsync(cancellationToken);
        }
        await using var hub = await HubProcess.StartAsync(directory.Path, cancellationToken, 0, ports: ports);
        var data = Directory.GetDirectories(directory.Combine("local")).Single();

        var connected = new Samples();
        for (var i = 0; i < Starts; i++)
        {
            connected.Add(await StartToConnectedMsAsync(hub, data, cancellationToken));
        }
        await using var agent = Start(data);
        await OnlineAsync(hub, 1, cancellationToken);
        await Task.Delay(s_settle, TimeProvider.System, cancellationToken);
        var memory = ProcessMemory.Of(agent.Id);

        await report.WriteLineAsync($"Agent: {Programs.Agent}\n");
        await report.WriteLineAsync("| | measured | goal |\n|---|---|---|");
        await report.WriteLineAsync($"| RSS, TLS connection, no model | {memory.RssBytes / 1e6:F1} MB | ≤ 25 MB |");
        await report.WriteLineAsync($"| PSS | {memory.PssBytes / 1e6:F1} MB | |");
        await report.WriteLineAsync($"| program file | {new FileInfo(Programs.Agent).Length / 1e6:F1} MB | ≤ 12 MB |");
        await report.WriteLineAsync(
            $"| process start to connected, median of {Starts} | {connected.Median:F0} ms ({connected.Min:F0} to {connected.Max:F0}) | ≤ 300 ms |");
    }

    private static ChildProcess Start(string data) => new("edgeagent", Programs.Agent, ["run", "--data", data]);

    private static async Task<double> StartToConnectedMsAsync(
        HubProcess hub, string data, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var agent = Start(data);
        await OnlineAsync(hub, 1, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await agent.TerminateAsync(cancellationToken);
        await OnlineAsync(hub, 0, cancellationToken);
        return elapsed.TotalMilliseconds;
    }

    /// <summary>Asks without pause: the measured time must not be that of a poll.</summary>
    private static async Task OnlineAsync(HubProcess hub, int count, CancellationToken cancellationToken)
    {
        while (await hub.CountOnlineDevicesAsync(cancellationToken) != count)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
