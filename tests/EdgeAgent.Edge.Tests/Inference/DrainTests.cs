using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Tests.Inference;

/// <summary>What SIGTERM does to jobs.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private readonly TestHome _home = new();
    private TestHub _hub = null!;
    private TestDevice _device = null!;
    private ModelDigest _model;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(_home);
        _device = _home.Enrol(_hub.Doors);
        _model = await TestJobs.GiveModelAsync(_device.Data);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _hub.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_running_job_is_finished_and_claimed_before_the_device_leaves()
    {
        await using var agent = await _hub.WelcomeAsync(_device);
        await _hub.StartJobAsync(_device, Job(600));
        await _hub.Uplink.NextAsync(Leaves.Chunk);
        await agent.StopAsync();

        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal((JobOutcome.Length, 600), (result.Outcome, result.UnitsOut));
        Assert.Equal(600UL, (await _hub.NextClaimAsync()).Claim.UnitsOut);
    }

    [Fact]
    public async Task A_device_that_is_about_to_leave_says_so_and_takes_no_more_jobs()
    {
        _hub.Acknowledges = false; // the job pauses before its end
        await using var agent = await _hub.WelcomeAsync(_device);
        var running = await _hub.StartJobAsync(_device, Job(1900));
        await _hub.Uplink.NextAsync(Leaves.Chunk);
        _hub.Uplink.Clear(Leaves.Status);
        var stopping = agent.StopAsync();

        var status = await _hub.Uplink.NextAsync(Leaves.Status, WireJson.Default.DeviceStatus);
        Assert.Equal(Presence.Offline, status.S);
        var refusal = await _hub.RefusalAsync(_device, Job(4));
        Assert.Equal(JobRejectReason.Draining, refusal.Reason);
        Assert.False(stopping.IsCompleted);
        await _hub.SendAsync(
            _device.Key.Address, Leaves.JobCancel, new JobCancel(running.Id, "enough"), WireJson.Default.JobCancel);
        await stopping;
        Assert.True(_hub.Uplink.Has(Leaves.Result));
    }

    [Fact]
    public async Task A_job_that_does_not_end_in_time_is_stopped_with_a_partial_claim()
    {
        _hub.Acknowledges = false;
        await using var agent = await _hub.WelcomeAsync(_device, ("Inference:DrainSeconds", "0"));
        await _hub.StartJobAsync(_device, Job(1900));
        await _hub.Uplink.NextAsync(Leaves.Chunk);
        await agent.StopAsync();

        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(JobOutcome.Failed, result.Outcome);
        Assert.Contains("shutting down", result.Detail, StringComparison.Ordinal);
        Assert.Equal(ClaimKind.Partial, (await _hub.NextClaimAsync()).Claim.Kind);
    }

    private JobRequest Job(int maxTokens) =>
        TestJobs.Make(_home, _device.Key, _model, maxTokens: maxTokens);
}
