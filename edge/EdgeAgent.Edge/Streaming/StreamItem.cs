using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Streaming;

/// <summary>One numbered item of a job's stream: a chunk, or the result that ends it.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Chunk">A piece of the answer, or null.</param>
/// <param name="Result">The end, or null.</param>
/// <param name="SizeBytes">What it counts against <see cref="StreamLimits.UnackedBytes"/>.</param>
internal sealed record StreamItem(int Seq, JobChunk? Chunk, JobResult? Result, int SizeBytes);
