using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Streaming;

/// <summary>Lines that break while an answer is under way, with a real broker.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_answer_survives_many_cuts_without_gap_or_change()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await hub.WelcomeAsync(device, ("Connection:BackoffFirstMs", "10"), ("Connection:BackoffMaxMs", "1000"));

        await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 600));
        var whole = await hub.AnswerAsync();

        var job = await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 600));
        for (var cut = 0; cut < 4; cut++)
        {
            hub.CutLines();
            await hub.Uplink.NextAsync(Leaves.Birth);
        }
        var answer = await hub.AnswerAsync();
        Assert.Equal(job.Id, answer.Result.Job);
        Assert.Equal(whole.Text, answer.Text);
        Assert.Equal(whole.Tokens, answer.Tokens);
    }

    [Fact]
    public async Task A_result_that_was_not_acknowledged_comes_again_on_the_next_line_and_an_acknowledged_one_does_not()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await hub.WelcomeAsync(device);
        hub.Acknowledges = false;
        await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 8));
        var first = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);

        hub.CutLines();
        var again = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(first, again);
        await AcknowledgeAsync(hub, device, first);
        await StreamGoneAsync(agent, first.Job);

        hub.CutLines();
        await hub.Uplink.NextAsync(Leaves.Birth);
        await hub.Uplink.NextAsync(Leaves.Birth);
        Assert.False(hub.Uplink.Has(Leaves.Result));
    }

    [Fact]
    public async Task A_hub_that_does_not_know_the_job_any_more_stops_it_and_still_gets_the_claim()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await hub.WelcomeAsync(device);
        hub.Acknowledges = false;
        var job = await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 1900));
        await hub.Uplink.NextAsync(Leaves.Chunk);

        async Task DisownAsync() => await hub.SendAsync(
            device.Key.Address, Leaves.JobCancel, new JobCancel(job.Id, "unknown job"), WireJson.Default.JobCancel);
        await DisownAsync();
        await hub.Uplink.NextAsync(Leaves.Result);
        await DisownAsync();
        await StreamGoneAsync(agent, job.Id);
        Assert.Equal(ClaimKind.Partial, (await hub.NextClaimAsync()).Claim.Kind);
        hub.Acknowledges = true; // else the agent waits a while for the rest
    }

    [Fact]
    public async Task Claims_that_the_hub_never_acknowledged_come_again_in_order_until_it_does()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        hub.Acknowledges = false;
        await using (var agent = await hub.WelcomeAsync(device))
        {
            for (var i = 0; i < 3; i++)
            {
                await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 2));
                await hub.Uplink.NextAsync(Leaves.Claim);
            }
        }
        await using var next = await TestAgent.StartAsync(device);
        async Task ThreeComeAsync()
        {
            for (ulong seq = 1; seq <= 3; seq++)
            {
                Assert.Equal(seq, (await hub.NextClaimAsync()).Claim.Seq);
            }
        }
        await ThreeComeAsync();
        hub.CutLines();
        await ThreeComeAsync();

        // A hub that was restored from an old backup asks from its own head on.
        await AckClaimsAsync(hub, device, ClaimAckStatus.Gap, 1);
        Assert.Equal(2UL, (await hub.NextClaimAsync()).Claim.Seq);
        Assert.Equal(3UL, (await hub.NextClaimAsync()).Claim.Seq);
        await AckClaimsAsync(hub, device, ClaimAckStatus.Stored, 3);
    }

    [Fact]
    public async Task A_hub_that_holds_more_claims_than_the_device_stops_its_signing()
    {
        await using var hub = await TestHub.StartAsync(_home);
        using var device = _home.Enrol(hub.Doors);
        var model = await TestJobs.GiveModelAsync(device.Data);
        await using var agent = await hub.WelcomeAsync(device);
        await AckClaimsAsync(hub, device, ClaimAckStatus.Stored, 17);
        await hub.StartJobAsync(device, TestJobs.Make(_home, device.Key, model, maxTokens: 2));
        var result = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(JobOutcome.Failed, result.Outcome);
        Assert.Contains("up to 17", result.Detail, StringComparison.Ordinal);
    }

    private static Task AckClaimsAsync(TestHub hub, TestDevice device, ClaimAckStatus status, ulong upTo) =>
        hub.SendAsync(device.Key.Address, Leaves.ClaimAck, new ClaimAck(status, upTo), WireJson.Default.ClaimAck);

    private static Task AcknowledgeAsync(TestHub hub, TestDevice device, JobResult result) => hub.SendAsync(
        device.Key.Address, Leaves.ChunkAck, new JobChunkAck(result.Job, result.Seq + 1), WireJson.Default.JobChunkAck);

    private static async Task StreamGoneAsync(TestAgent agent, JobId job)
    {
        var streams = agent.Get<EdgeAgent.Edge.Streaming.JobStreams>();
        if (streams.TryFind(job, out var stream))
        {
            await stream.Closed.InTimeAsync();
        }
    }
}
