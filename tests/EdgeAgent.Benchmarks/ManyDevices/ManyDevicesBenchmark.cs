using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.Benchmarks.ManyDevices;

/// <summary>A hub with many devices that each say something every second.</summary>
internal sealed class ManyDevicesBenchmark : IBenchmark
{
    private const int Devices = 200;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(60);

    public string Name => "devices";

    public string Question => $"What do {Devices} devices at one message a second cost the hub?";

    public async Task RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory();
        var enrolled = await SimulatedHome.EnrolAsync(directory.Path, Devices, cancellationToken);
        await using var hub = await HubProcess.StartAsync(directory.Path, cancellationToken, localDevices: 0);
        var empty = ProcessMemory.Of(hub.Process.Id);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talking = Task.WhenAll(enrolled.Select(d => d.TalkAsync(hub.AllPorts[3], stop.Token)));
        await Eventually.TrueAsync(
            "all devices are online",
            async () => await hub.CountOnlineDevicesAsync(cancellationToken) == Devices,
            cancellationToken);
        await Task.Delay(s_warmUp, TimeProvider.System, cancellationToken);
        var sentBefore = enrolled.Sum(d => d.Sent);
        var cpuBefore = ProcessMemory.CpuOf(hub.Process.Id);
        await Task.Delay(s_measured, TimeProvider.System, cancellationToken);
        var cpu = ProcessMemory.CpuOf(hub.Process.Id) - cpuBefore;
        var sent = enrolled.Sum(d => d.Sent) - sentBefore;
        var memory = ProcessMemory.Of(hub.Process.Id);
        await stop.CancelAsync();
        await talking;

        await report.WriteLineAsync("| | measured |\n|---|---|");
        await report.WriteLineAsync($"| messages a second | {sent / s_measured.TotalSeconds:F0} |");
        await report.WriteLineAsync($"| hub, share of one core | {cpu / s_measured:P1} |");
        await report.WriteLineAsync($"| hub RSS without devices | {empty.RssBytes / 1e6:F0} MB |");
        await report.WriteLineAsync($"| hub RSS with {Devices} devices | {memory.RssBytes / 1e6:F0} MB |");
    }
}
