namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/chunkack</c>: the hub has everything below this place, result included.</summary>
/// <param name="Job">The job.</param>
/// <param name="Next">The next place that the hub waits for.</param>
public sealed record JobChunkAck(JobId Job, int Next) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(Next, "next", 0, int.MaxValue);
}
