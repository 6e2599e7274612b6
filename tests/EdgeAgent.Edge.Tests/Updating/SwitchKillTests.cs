using System.Diagnostics;
using System.Globalization;
using EdgeAgent.Edge.Updating;

namespace EdgeAgent.Edge.Tests.Updating;

/// <summary>
/// SIGKILL in the place of each system call with which the switch changes files: a process of its own switches, and the
/// kernel's tracer kills it at the n-th call of a kind. One slice always runs; EDGEAGENT_SWITCH_ROUNDS repeats all of it.
/// </summary>
public sealed class SwitchKillTests : IDisposable
{
    private const string VictimFolder = "EDGEAGENT_SWITCH_VICTIM";
    private const int MaxCalls = 50;

    /// <summary>The steps themselves, without those of the files' contents.</summary>
    private static readonly string[] s_steps = ["/^rename", "/^symlink"];

    private static readonly string[] s_calls =
        [.. s_steps, "/^unlink", "fsync", "pwrite64", "fchmod", "ftruncate"];

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("edgeagent-kill-");

    /// <summary>Not a test of its own: what the killed process does.</summary>
    [Fact(Explicit = true)]
    public void Victim()
    {
        var folder = Environment.GetEnvironmentVariable(VictimFolder);
        Assert.SkipWhen(folder is null, "only as a child of the test below");
        new VersionSwitch(new UpdateFolder(folder!)).Begin("0.2.0");
    }

    [Fact]
    public async Task Killed_at_any_system_call_of_the_switch_the_old_or_the_new_version_runs()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "no strace: apt-get install -y strace");
        var rounds = int.Parse(
            Environment.GetEnvironmentVariable("EDGEAGENT_SWITCH_ROUNDS") ?? "0", CultureInfo.InvariantCulture);
        var (runs, killed, switched) = (0, 0, 0);

        for (var round = 0; round < Math.Max(1, rounds); round++)
        {
            foreach (var call in rounds > 0 ? s_calls : s_steps)
            {
                for (var (at, wasKilled) = (1, true); wasKilled && at < MaxCalls; at++)
                {
                    var folder = MakeFolder();
                    wasKilled = await RunVictimAsync(folder, call, at);
                    runs++;
                    killed += wasKilled ? 1 : 0;
                    switched += AssertRuns(folder, $"{call} {at}") ? 1 : 0;
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs, {killed} killed, {switched} had switched");
        Assert.True(killed > 1, $"{runs} runs, {killed} killed");
        Assert.InRange(switched, 1, runs - 1);
    }

    public void Dispose() => _root.Delete(recursive: true);

    /// <returns>Whether the new version runs.</returns>
    private static bool AssertRuns(UpdateFolder folder, string at)
    {
        var current = new VersionSwitch(folder).Current();
        Assert.True(current is "0.1.0" or "0.2.0", $"killed at {at}: {current}");
        Assert.True(File.Exists(Path.Combine(folder.Current, UpdateFolder.CompleteName)), $"killed at {at}");
        // A new version never runs without being on trial, and an old one can always try again.
        var state = new VersionSwitch(folder).Read();
        if (current == "0.2.0")
        {
            Assert.Equal(new TrialState.Running("0.2.0"), state);
            return true;
        }
        Assert.IsNotType<TrialState.Running>(state);
        new VersionSwitch(folder).Close();
        new VersionSwitch(folder).Begin("0.2.0");
        Assert.Equal("0.2.0", new VersionSwitch(folder).Current());
        return false;
    }

    private static async Task<bool> RunVictimAsync(UpdateFolder folder, string call, int at)
    {
        var self = Path.ChangeExtension(typeof(SwitchKillTests).Assembly.Location, ".dll");
        string[] arguments =
        [
            "-f", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={at}",
            "dotnet", self, "-noLogo", "-explicit", "only",
            "-method", $"{typeof(SwitchKillTests).FullName}.{nameof(Victim)}",
        ];
        var start = new ProcessStartInfo("/usr/bin/strace", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[VictimFolder] = folder.Root;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var text = await output + await errors;
            Assert.True(process.ExitCode is 0 or 137, $"{process.ExitCode}: {text}");
            return process.ExitCode == 137;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private UpdateFolder MakeFolder()
    {
        var root = _root.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        var folder = new UpdateFolder(root.FullName);
        foreach (var version in new[] { "0.1.0", "0.2.0" })
        {
            Directory.CreateDirectory(folder.Version(version));
            File.WriteAllText(Path.Combine(folder.Version(version), UpdateFolder.CompleteName), "");
        }
        File.CreateSymbolicLink(folder.Current, "versions/0.1.0");
        File.WriteAllText(folder.Starts, "1\n");
        File.WriteAllText(folder.Clock, "boot=x\nsince=1\n");
        File.WriteAllText(folder.Verdict, "old\n");
        return folder;
    }
}
