using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Service;

/// <summary>The program as its owner and its service manager meet it.</summary>
public sealed class AgentProgramTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task SIGTERM_in_a_job_finishes_it_and_ends_with_0()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        using var device = home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = AgentProcess.Start("run", "--data", device.Data.Root);
        await hub.Uplink.NextAsync(Leaves.Birth);
        await hub.StartJobAsync(device, TestJobs.Make(home, device.Key, model, maxTokens: 1900));
        await hub.Uplink.NextAsync(Leaves.Chunk);

        await agent.TerminateAsync();
        var (code, _, error) = await agent.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains("Stopping: SIGTERM", error, StringComparison.Ordinal);
        var result = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal((JobOutcome.Length, 1900), (result.Outcome, result.UnitsOut));
        Assert.Equal(1900UL, (await hub.NextClaimAsync()).Claim.UnitsOut);
        var kept = WireJson.Parse((await hub.RetainedAsync(device.Key.Address, Leaves.Status))!, WireJson.Default.DeviceStatus);
        Assert.Equal(Presence.Offline, kept.S);

        var status = await RunAsync("status", "--data", device.Data.Root);
        Assert.Equal(5, status.Code);
        Assert.Contains(device.Key.Address.ToString(), status.Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_leaves_when_its_parent_is_gone_and_nobody_else_may_run_on_its_directory_before()
    {
        using var home = new TestHome();
        await using var hub = await TestHub.StartAsync(home);
        using var device = home.Enrol(hub.Doors);
        await using var agent = AgentProcess.Start("run", "--data", device.Data.Root, "--exit-with-stdin");
        await hub.Uplink.NextAsync(Leaves.Birth);

        var second = await RunAsync("run", "--data", device.Data.Root);
        Assert.Equal(4, second.Code);
        Assert.Contains("Another edgeagent", second.Error, StringComparison.Ordinal);
        agent.CloseInput();
        Assert.Equal(0, (await agent.EndAsync()).Code);
    }

    [Fact]
    public async Task Help_names_the_commands_and_the_exit_codes()
    {
        var help = await RunAsync("--help");
        Assert.Equal(0, help.Code);
        Assert.All(["run", "enroll", "status", "Exit codes"], word => Assert.Contains(word, help.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_without_a_hub_is_told_so()
    {
        var run = await RunAsync("run", "--data", _directory.Root);
        Assert.Equal(3, run.Code);
        Assert.Contains("not enrolled", run.Error, StringComparison.Ordinal);
        var status = await RunAsync("status", "--data", _directory.Root);
        Assert.Equal(5, status.Code);
        Assert.Contains("not enrolled", status.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_settings_are_named_at_once()
    {
        await File.WriteAllTextAsync(
            _directory.Combine("settings.json"), "{\"Models\":{\"QuotaBytes\":7}}", TestContext.Current.CancellationToken);
        var run = await RunAsync(
            "run", "--data", _directory.Root, "--set", "Inference:QueueLimit=0", "--set", "Inference:Quelimit=3", "--set", "Foo:Bar=1", "--set", "oops");
        Assert.Equal(2, run.Code);
        Assert.All(
            ["QuotaBytes", "QueueLimit", "Quelimit", "Foo", "oops"],
            word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_named()
    {
        await File.WriteAllTextAsync(_directory.Combine("settings.json"), "{\"Inference\":", TestContext.Current.CancellationToken);
        var run = await RunAsync("run", "--data", _directory.Root);
        Assert.Equal(2, run.Code);
        Assert.Contains("settings.json cannot be read", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        await using var process = AgentProcess.Start(arguments);
        return await process.EndAsync();
    }
}
