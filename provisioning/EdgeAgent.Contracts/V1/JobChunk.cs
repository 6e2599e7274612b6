namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/chunk</c>: a piece of the answer. Kept by the device until acknowledged, sent again after a reconnect.</summary>
/// <param name="Job">The job.</param>
/// <param name="Seq">Place in the stream, from 0 without gaps; the result takes the last place.</param>
/// <param name="Text">Whole characters.</param>
/// <param name="Tokens">The tokens whose text is now complete; a successor resumes behind them.</param>
public sealed record JobChunk(JobId Job, int Seq, string Text, IReadOnlyList<int> Tokens) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Seq, "seq", 0, int.MaxValue);
        WireCheck.Text(Text, "text", WireLimits.ChunkChars);
        WireCheck.Tokens(Tokens, "tokens", WireLimits.ChunkTokens);
    }
}
