using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Says to devices what a hub that keeps up says: each item of a stream and each claim has come.</summary>
internal sealed class Acknowledger(TestHub hub)
{
    private readonly ConcurrentDictionary<JobId, int> _next = new();

    /// <summary>Answers one message of a device; those that need no answer get none.</summary>
    public Task AnswerAsync(WireTopic topic, byte[] payload)
    {
        switch (topic.Leaf)
        {
            case Leaves.Chunk:
                var chunk = WireJson.Parse(payload, WireJson.Default.JobChunk);
                return ItemAsync(topic.Device, chunk.Job, chunk.Seq);
            case Leaves.Result:
                var result = WireJson.Parse(payload, WireJson.Default.JobResult);
                return ItemAsync(topic.Device, result.Job, result.Seq);
            case Leaves.Claim:
                var claim = WireJson.Parse(payload, WireJson.Default.SignedClaim).Claim;
                return hub.SendAsync(
                    topic.Device, Leaves.ClaimAck, new ClaimAck(ClaimAckStatus.Stored, claim.Seq), WireJson.Default.ClaimAck);
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>An item behind a gap moves nothing: the device must fill the gap.</summary>
    private Task ItemAsync(Address device, JobId job, int seq)
    {
        var next = _next.AddOrUpdate(job, seq == 0 ? 1 : 0, (_, held) => seq == held ? held + 1 : held);
        return hub.SendAsync(device, Leaves.ChunkAck, new JobChunkAck(job, next), WireJson.Default.JobChunkAck);
    }
}
