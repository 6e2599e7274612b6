using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>What a hub does with one job: sends it, gathers the stream, acknowledges.</summary>
internal static class HubScript
{
    /// <summary>Starts the agent and waits until it is here: what is sent before it has subscribed is lost.</summary>
    public static async Task<TestAgent> WelcomeAsync(
        this TestHub hub, TestDevice device, params (string Key, string Value)[] settings)
    {
        var agent = await TestAgent.StartAsync(device, settings);
        await hub.Uplink.NextAsync(Leaves.Birth);
        return agent;
    }

    /// <summary>Sends the job and waits until the device has taken it.</summary>
    public static async Task<JobRequest> StartJobAsync(this TestHub hub, TestDevice device, JobRequest job)
    {
        await hub.SendAsync(device.Key.Address, Leaves.Job, job, WireJson.Default.JobRequest);
        Assert.Equal(job.Id, (await hub.Uplink.NextAsync(Leaves.LockAck, WireJson.Default.JobAccepted)).Job);
        return job;
    }

    /// <summary>Sends the job and waits for the device's refusal.</summary>
    public static async Task<JobRejected> RefusalAsync(this TestHub hub, TestDevice device, JobRequest job)
    {
        await hub.SendAsync(device.Key.Address, Leaves.Job, job, WireJson.Default.JobRequest);
        return await hub.Uplink.NextAsync(Leaves.LockReject, WireJson.Default.JobRejected);
    }

    /// <summary>Gathers the stream up to the result; repeated places are dropped, missing ones fail.</summary>
    public static async Task<Answer> AnswerAsync(this TestHub hub)
    {
        var text = new StringBuilder();
        var tokens = new List<int>();
        var result = await hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        var next = 0;
        while (next < result.Seq)
        {
            var chunk = await hub.Uplink.NextAsync(Leaves.Chunk, WireJson.Default.JobChunk);
            Assert.True(chunk.Seq <= next, $"place {next} is missing before {chunk.Seq}");
            if (chunk.Seq < next)
            {
                continue;
            }
            text.Append(chunk.Text);
            tokens.AddRange(chunk.Tokens);
            next++;
        }
        return new Answer(text.ToString(), tokens, result);
    }

    /// <summary>The next claim.</summary>
    public static Task<SignedClaim> NextClaimAsync(this TestHub hub) =>
        hub.Uplink.NextAsync(Leaves.Claim, WireJson.Default.SignedClaim);
}
