using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Devices;

/// <summary>With the real agent as it was built beside these tests.</summary>
public sealed partial class LocalDeviceTests
{
    [Fact]
    public async Task A_local_device_is_enrolled_comes_online_and_is_itself_again_after_it_was_killed()
    {
        var observer = new RecordingObserver();
        await using var hub = await StartAsync(Programs.Agent, observer);
        var first = Online().Match(await observer.NextAsync()).Groups["device"].Value;
        var row = Assert.Single(hub.Services.GetRequiredService<DeviceRegistry>().Active);
        Assert.Equal((first, 1, "local-1"), (row.Id.ToString(), row.LocalSlot, row.Name));

        using (var agent = Process.GetProcessById(Agent(hub).ProcessId))
        {
            agent.Kill(); // SIGKILL
        }

        Assert.Equal($"offline {first}", await observer.NextAsync());
        Assert.Equal(first, Online().Match(await observer.NextAsync()).Groups["device"].Value);
        Assert.Single(hub.Services.GetRequiredService<DeviceRegistry>().Active);
    }

    [Fact]
    public async Task A_stopping_hub_lets_its_devices_drain_and_leaves_no_process()
    {
        var observer = new RecordingObserver();
        int process;
        RecordingLoggerProvider log;
        await using (var hub = await StartAsync(Programs.Agent, observer))
        {
            log = hub.Log;
            await observer.NextAsync();
            process = Agent(hub).ProcessId;
        }
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
        Assert.Contains(log.Lines, line => line.Contains("takes no more work", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("was killed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_known_device_starts_without_enrolling_again()
    {
        using var directory = new TempDirectory();
        var observer = new RecordingObserver();
        string serial;
        (string, string)[] ports;
        await using (var hub = await StartAsync(Programs.Agent, observer, directory.Root))
        {
            await observer.NextAsync();
            serial = hub.Services.GetRequiredService<DeviceRegistry>().Active.Single().Certificate.Serial;
            ports = [("Hub:MqttTlsPort", $"{hub.Doors.MqttTlsPort}"), ("Hub:DevicePort", $"{hub.Doors.DevicePort}")];
        }
        Assert.StartsWith("offline", await observer.NextAsync(), StringComparison.Ordinal);

        // The same doors: the certificate is kept. (Other doors: it enrols again to learn them.)
        await using var again = await StartAsync(Programs.Agent, observer, directory.Root, ports);
        await observer.NextAsync();
        Assert.Equal(serial, again.Services.GetRequiredService<DeviceRegistry>().Active.Single().Certificate.Serial);
    }

    [Fact]
    public async Task When_the_doors_have_moved_a_device_enrols_again_to_learn_them()
    {
        using var directory = new TempDirectory();
        var observer = new RecordingObserver();
        Address device;
        await using (var hub = await StartAsync(Programs.Agent, observer, directory.Root))
        {
            await observer.NextAsync();
            device = hub.Services.GetRequiredService<DeviceRegistry>().Active.Single().Id;
        }
        Assert.StartsWith("offline", await observer.NextAsync(), StringComparison.Ordinal);
        await using var again = await StartAsync(Programs.Agent, observer, directory.Root); // other free ports
        Assert.StartsWith($"online {device}", await observer.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_agent_is_told_and_the_hub_goes_on()
    {
        await using var hub = await StartAsync("/nowhere/edgeagent", new RecordingObserver());
        var line = await hub.Log.WhenAsync("No agent program");
        Assert.Contains("/nowhere/edgeagent", line, StringComparison.Ordinal);
        await using var device = await hub.EnrolAsync();
        Assert.True((await device.ConnectAsync(hub)).IsConnected);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task An_agent_that_cannot_enrol_is_told_with_its_own_words_and_tried_again()
    {
        using var directory = new TempDirectory();
        var program = directory.Path("broken-agent");
        await File.WriteAllTextAsync(
            program, "#!/bin/sh\nread offer\necho 'no room on the disk' >&2\nexit 3\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var hub = await StartAsync(program, new RecordingObserver());
        Assert.Contains("no room on the disk", await hub.Log.WhenAsync("next start in 1 s"), StringComparison.Ordinal);
        await hub.Log.WhenAsync("next start in 2 s");
    }

    [Fact]
    public async Task A_device_that_the_owner_has_put_out_is_not_started_again()
    {
        using var directory = new TempDirectory();
        var observer = new RecordingObserver();
        await using (var hub = await StartAsync(Programs.Agent, observer, directory.Root))
        {
            await observer.NextAsync();
            var registry = hub.Services.GetRequiredService<DeviceRegistry>();
            await registry.RevokeAsync(registry.Active.Single().Id, TestContext.Current.CancellationToken);
        }
        await using var again = await StartAsync(Programs.Agent, observer, directory.Root);
        await again.Log.WhenAsync("was put out of the home and is not started");
        Assert.Empty(again.Services.GetRequiredService<DeviceRegistry>().Active);
    }

    [Fact]
    public void The_agent_is_looked_for_beside_the_hub_then_in_the_build_then_on_the_path()
    {
        Assert.Equal(
            ["/a/bin/EdgeAgent.Hub.Service/debug/edgeagent", "/a/bin/EdgeAgent.Edge.Service/debug/edgeagent", "/usr/bin/edgeagent"],
            AgentLocator.Candidates(new HubOptions(), "/a/bin/EdgeAgent.Hub.Service/debug/", "/usr/bin"));
        Assert.Equal(
            ["/x/agent"], AgentLocator.Candidates(new HubOptions { AgentPath = "/x/agent" }, "/a/bin/h/debug", "/usr/bin"));
    }

    [Fact]
    public void Restarts_wait_longer_and_longer_and_begin_anew_after_a_good_run()
    {
        var backoff = new Backoff();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => backoff.After(TimeSpan.Zero).TotalSeconds));
        Assert.Equal(1, backoff.After(TimeSpan.FromMinutes(2)).TotalSeconds);
        Assert.Equal(2, backoff.After(TimeSpan.Zero).TotalSeconds);
    }

    [Fact]
    public async Task A_line_without_an_end_is_cut()
    {
        using var stream = new MemoryStream([.. "ab\r\n"u8, .. new string('x', 10_000).Select(c => (byte)c), .. "\nend"u8]);
        using var lines = new BoundedLineReader(stream, maxChars: 100);
        Assert.Equal("ab", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new string('x', 100), await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("end", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Null(await lines.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private static LocalDevice Agent(HubHost hub) =>
        hub.Services.GetRequiredService<LocalDeviceSupervisor>().Devices.Single();

    private static Task<HubHost> StartAsync(
        string agent, RecordingObserver observer, string? directory = null, params (string, string)[] settings) =>
        HubHost.StartAsync(
            services => services.AddHubLocalDevices().AddSingleton<IDeviceObserver>(observer),
            directory: directory,
            settings: [("Hub:LocalDevices", "1"), ("Hub:AgentPath", agent), .. settings]);

    [GeneratedRegex("^online (?<device>0x[0-9a-f]{40}) ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Online();
}
