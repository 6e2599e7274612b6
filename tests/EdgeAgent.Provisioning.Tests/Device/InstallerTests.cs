using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Device;

/// <summary>The installer under the shells that devices have.</summary>
public sealed class InstallerTests
{
    public static TheoryData<string> Shells => ["dash", "busybox sh", "bash --posix"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Installs_moves_the_secret_and_does_nothing_the_second_time(string shell)
    {
        Tool.Need(shell.Split(' ')[0], shell.Split(' ')[0]);
        using var sandbox = new InstallerSandbox();
        await sandbox.SumAsync();

        var (exitCode, text) = await sandbox.RunAsync(shell);

        Assert.True(exitCode == 0, text + sandbox.Status);
        AssertInstalled(sandbox);
        Assert.Contains("step 6 of 6", sandbox.Status, StringComparison.Ordinal);
        Assert.Contains("usermod -a -G gpio edgeagent", sandbox.Calls, StringComparison.Ordinal);
        Assert.DoesNotContain("-G i2c", sandbox.Calls, StringComparison.Ordinal);
        Assert.Contains("systemctl start --no-block edgeagent.service", sandbox.Calls, StringComparison.Ordinal);
        var status = sandbox.Status;
        Assert.Equal(0, (await sandbox.RunAsync(shell)).ExitCode);
        Assert.Equal(status, sandbox.Status);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_file_that_the_card_has_lost_is_named_in_the_status(string shell)
    {
        Tool.Need(shell.Split(' ')[0], shell.Split(' ')[0]);
        using var sandbox = new InstallerSandbox();
        await sandbox.SumAsync();
        sandbox.Write("card/payload/llama/libllama.so", "librarx");

        var (exitCode, _) = await sandbox.RunAsync(shell);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("FAILED at step 1 of 6: check the files on the card", sandbox.Status, StringComparison.Ordinal);
        Assert.Contains("What to do: The card has lost data", sandbox.Status, StringComparison.Ordinal);
        Assert.True(sandbox.HasCardSecret);
        Assert.False(sandbox.Has("opt/edgeagent/installed"));
    }

    [Fact]
    public async Task A_full_system_partition_is_named_in_the_status()
    {
        using var sandbox = new InstallerSandbox();
        await sandbox.SumAsync();
        sandbox.WriteProgram("df", "printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\\n/dev/x 10 9 1 99%% /\\n'");

        var (exitCode, _) = await sandbox.RunAsync("dash");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("FAILED at step 2 of 6: check the space", sandbox.Status, StringComparison.Ordinal);
        Assert.Contains("1 KiB are free", sandbox.Status, StringComparison.Ordinal);
    }

    /// <summary>Each program that changes a file is a place to be cut off at: all of them with EDGEAGENT_PROVISIONING_FULL=1.</summary>
    [Theory]
    [InlineData("dash", 1)]
    [InlineData("busybox sh", 4)]
    public async Task Cut_off_at_any_step_it_goes_on_at_the_next_boot(string shell, int first)
    {
        Tool.Need(shell.Split(' ')[0], shell.Split(' ')[0]);
        string[] changing = ["cp", "mv", "ln", "rm", "mkdir", "chmod", "dd", "cat", "sync", "chown", "systemctl"];
        var stride = Environment.GetEnvironmentVariable("EDGEAGENT_PROVISIONING_FULL") == "1" ? 1 : 6;
        var cut = 0;

        for (var at = stride == 1 ? 1 : first; ; at += stride)
        {
            using var sandbox = new InstallerSandbox();
            await sandbox.SumAsync();
            sandbox.Write("count", $"{at}");
            foreach (var name in changing)
            {
                sandbox.WriteProgram(name, Killer(sandbox, name));
            }
            var (exitCode, _) = await sandbox.RunAsync(shell);
            if (exitCode == 0)
            {
                break;
            }
            cut++;
            foreach (var name in changing)
            {
                sandbox.WriteProgram(name, name is "sync" or "chown" or "systemctl" ? "exit 0" : $"exec /bin/{name} \"$@\"");
            }

            var (again, text) = await sandbox.RunAsync(shell);
            Assert.True(again == 0, $"cut off at {at}: {text}{sandbox.Status}");
            AssertInstalled(sandbox);
        }

        Assert.InRange(cut, 30 / stride, 200);
    }

    /// <summary>Kills the shell in the place of the step with the given number.</summary>
    private static string Killer(InstallerSandbox sandbox, string name)
    {
        var count = Path.Combine(Path.GetDirectoryName(sandbox.Root)!, "count");
        var real = name is "sync" or "chown" or "systemctl" ? "exit 0" : $"exec /bin/{name} \"$@\"";
        return $"""
            read -r left < '{count}'
            left=$((left - 1))
            echo $left > '{count}'
            [ $left -eq 0 ] && kill -9 $PPID && exit 1
            {real}
            """;
    }

    private static void AssertInstalled(InstallerSandbox sandbox)
    {
        Assert.Equal("0.1.0\n", sandbox.Read("opt/edgeagent/installed"));
        Assert.Equal("#!/bin/sh\necho agent\n", sandbox.Read("opt/edgeagent/app/current/edgeagent"));
        Assert.Equal("library", sandbox.Read("opt/edgeagent/app/current/llama/libllama.so"));
        Assert.Equal("the verifier", sandbox.Read("var/lib/edgeagent/enrol.json"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(sandbox.Root, "var/lib/edgeagent/enrol.json")));
        Assert.False(sandbox.HasCardSecret);
        Assert.True(sandbox.Has("opt/edgeagent/guard/edgeagent-guard"));
        Assert.True(sandbox.Has("etc/systemd/system/edgeagent.service"));
        Assert.True(sandbox.Has("etc/systemd/system/edgeagent-guard.timer"));
    }
}
