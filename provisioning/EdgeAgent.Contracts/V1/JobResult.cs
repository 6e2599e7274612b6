namespace EdgeAgent.Contracts.V1;

/// <summary><c>up/result</c>: the last item of a job's stream.</summary>
/// <param name="Job">The job.</param>
/// <param name="Seq">Place in the stream, behind the last chunk.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="UnitsIn">Tokens read.</param>
/// <param name="UnitsOut">Tokens generated.</param>
/// <param name="Claim">Digest of the signed claim, which travels by itself; null when no token was generated.</param>
/// <param name="OutputSalt">Opens the claim's output commitment; null without a claim.</param>
/// <param name="Detail">For a person, where the outcome is not an answer.</param>
public sealed record JobResult(
    JobId Job,
    int Seq,
    JobOutcome Outcome,
    int UnitsIn,
    int UnitsOut,
    Bytes32? Claim = null,
    Bytes32? OutputSalt = null,
    string? Detail = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Seq, "seq", 0, int.MaxValue);
        WireCheck.Range(UnitsIn, "unitsIn", 0, int.MaxValue);
        WireCheck.Range(UnitsOut, "unitsOut", 0, int.MaxValue);
        WireCheck.Text(Detail, "detail");
    }
}
