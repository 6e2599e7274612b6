using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Device;

/// <summary>The guard under the shells that devices have.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public GuardTests()
    {
        Write("guard", DeviceFiles.Read("edgeagent-guard"));
        foreach (var version in new[] { "0.1.0", "0.2.0" })
        {
            Write($"app/versions/{version}/edgeagent", "program");
            File.SetUnixFileMode(_directory.Combine("app", "versions", version, "edgeagent"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Write($"app/versions/{version}/complete", "");
        }
        Write("proc/uptime", "100.25 50.00\n");
        Write("proc/sys/kernel/random/boot_id", "boot-1\n");
        Write("systemctl", $"#!/bin/sh\necho \"$*\" >> '{_directory.Combine("calls")}'\n");
        File.SetUnixFileMode(_directory.Combine("systemctl"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Point("versions/0.2.0");
        Write("app/trial", "previous=versions/0.1.0\ncandidate=versions/0.2.0\n");
    }

    public static TheoryData<string> Shells => ["dash", "busybox sh", "bash --posix"];

    private string? Current => new FileInfo(_directory.Combine("app", "current")).LinkTarget;

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_third_failed_start_is_the_last(string shell)
    {
        for (var start = 1; start <= 3; start++)
        {
            await RunAsync(shell, "start");
            Assert.Equal("versions/0.2.0", Current);
        }

        await RunAsync(shell, "start");

        Assert.Equal("versions/0.1.0", Current);
        Assert.Equal("It was started 3 times and did not prove itself.\n", Read("app/verdict"));
        await RunAsync(shell, "start");
        Assert.Equal("versions/0.1.0", Current);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task After_ten_minutes_the_former_version_is_started_whatever_the_clock_on_the_wall_says(string shell)
    {
        await RunAsync(shell, "start");
        Write("proc/uptime", "699.99 1\n");
        await RunAsync(shell, "check");
        Assert.Equal("versions/0.2.0", Current);

        Write("proc/uptime", "700.01 1\n");
        await RunAsync(shell, "check");

        Assert.Equal("versions/0.1.0", Current);
        Assert.Contains("within 600 seconds", Read("app/verdict"), StringComparison.Ordinal);
        Assert.Equal("restart --no-block edgeagent.service\n", Read("calls"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_restart_of_the_device_begins_the_ten_minutes_anew_and_not_the_count_of_starts(string shell)
    {
        await RunAsync(shell, "start");
        Write("proc/sys/kernel/random/boot_id", "boot-2\n");
        Write("proc/uptime", "5000.0 1\n");

        await RunAsync(shell, "check");

        Assert.Equal("versions/0.2.0", Current);
        Assert.Equal("1\n", Read("app/starts"));
        Assert.Contains("since=5000", Read("app/clock"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Without_a_trial_it_touches_nothing(string shell)
    {
        File.Delete(_directory.Combine("app", "trial"));
        for (var start = 0; start < 5; start++)
        {
            await RunAsync(shell, "start");
            await RunAsync(shell, "check");
        }

        Assert.Equal("versions/0.2.0", Current);
        Assert.False(File.Exists(_directory.Combine("app", "starts")));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_link_that_leads_nowhere_is_pointed_at_a_version_that_is_there(string shell)
    {
        File.Delete(_directory.Combine("app", "trial"));
        Point("versions/0.3.0");

        await RunAsync(shell, "start");

        Assert.Matches("versions/0\\.[12]\\.0", Current!);
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox sh")]
    public async Task Killed_at_any_system_call_that_changes_a_file_one_of_both_versions_runs(string shell)
    {
        Tool.Need("strace", "strace");
        Tool.Need(shell.Split(' ')[0], shell.Split(' ')[0]);
        var stride = Environment.GetEnvironmentVariable("EDGEAGENT_PROVISIONING_FULL") == "1" ? 1 : 5;
        var runs = 0;

        foreach (var call in new[] { "renameat2,renameat,rename", "symlinkat,symlink", "unlinkat,unlink", "openat", "write", "dup2" })
        {
            for (var at = 1; at < 60; at += stride)
            {
                Write("app/starts", "3\n");
                File.Delete(_directory.Combine("app", "verdict"));
                Point("versions/0.2.0");
                runs++;
                var (exitCode, _) = await Tool.TryRunAsync(
                    "strace",
                    ["-f", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={at}", .. shell.Split(' '), _directory.Combine("guard"), "start"],
                    null,
                    Variables());
                Assert.True(File.Exists(_directory.Combine("app", "current", "edgeagent")), $"{call} {at}: {Current}");
                await RunAsync(shell, "start");
                Assert.Equal("versions/0.1.0", Current);
                if (exitCode == 0)
                {
                    break;
                }
            }
        }

        Assert.True(runs >= 6);
    }

    public void Dispose() => _directory.Dispose();

    private async Task RunAsync(string shell, string verb)
    {
        Tool.Need(shell.Split(' ')[0], shell.Split(' ')[0]);
        var (exitCode, text) = await Tool.TryRunAsync(
            shell.Split(' ')[0], [.. shell.Split(' ')[1..], _directory.Combine("guard"), verb], null, Variables());
        Assert.True(exitCode == 0, text);
    }

    private Dictionary<string, string> Variables() => new()
    {
        ["EDGEAGENT_APP"] = _directory.Combine("app"),
        ["EDGEAGENT_PROC"] = _directory.Combine("proc"),
        ["EDGEAGENT_SYSTEMCTL"] = _directory.Combine("systemctl"),
    };

    private void Point(string target)
    {
        File.Delete(_directory.Combine("app", "current"));
        File.CreateSymbolicLink(_directory.Combine("app", "current"), target);
    }

    private string Read(string file) => File.ReadAllText(_directory.Combine(file.Split('/')));

    private void Write(string file, string text)
    {
        var path = _directory.Combine(file.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
