using System.Diagnostics;
using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd;

/// <summary>Whoever starts the hub can stop it, and nothing stays behind.</summary>
public sealed class ShutdownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_stops_hub_and_devices_with_exit_code_0()
    {
        using var directory = new TemporaryDirectory();
        await using var hub = await HubProcess.StartAsync(directory.Path, Cancellation);
        var devices = DescendantsWith(directory.Path);
        Assert.Equal(2, devices.Count);

        Assert.Equal(0, await hub.Process.InterruptAsync(Cancellation));

        await Eventually.TrueAsync(
            "no process of this hub is left", () => Task.FromResult(DescendantsWith(directory.Path).Count == 0), Cancellation);
    }

    [Fact]
    public async Task Devices_do_not_outlive_a_hub_that_was_killed()
    {
        using var directory = new TemporaryDirectory();
        await using var hub = await HubProcess.StartAsync(directory.Path, Cancellation);

        await hub.Process.KillAsync(Cancellation);

        await Eventually.TrueAsync(
            "no process of this hub is left", () => Task.FromResult(DescendantsWith(directory.Path).Count == 0), Cancellation);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_setting()
    {
        using var first = new TemporaryDirectory();
        using var second = new TemporaryDirectory();
        await using var hub = await HubProcess.StartAsync(first.Path, Cancellation, localDevices: 0);
        await using var late = new ChildProcess(
            "edgehub",
            Programs.Hub,
            [$"--Hub:DataDirectory={second.Path}", $"--Hub:HttpPort={hub.AllPorts[0]}", "--Hub:LocalDevices=0",
             "--Hub:HttpsPort=0", "--Hub:DevicePort=0", "--Hub:MqttTlsPort=0", "--Hub:MqttPort=0"]);

        Assert.NotEqual(0, await late.WaitAsync(Cancellation));
        Assert.Contains("Hub:HttpPort", late.Output, StringComparison.Ordinal);
        Assert.Contains($"{hub.AllPorts[0]}", late.Output, StringComparison.Ordinal);
    }

    /// <summary>Agents whose command line names this data directory.</summary>
    private static List<int> DescendantsWith(string dataDirectory) =>
        [.. Process.GetProcesses().Select(p => p.Id).Where(id => IsAgentOf(id, dataDirectory))];

    private static bool IsAgentOf(int id, string dataDirectory)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/cmdline");
            return line.Contains("edgeagent", StringComparison.Ordinal)
                && line.Contains(Path.Combine(dataDirectory, "local"), StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has just ended
        }
    }
}
