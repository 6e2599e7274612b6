namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>All results of one model file.</summary>
/// <param name="File">Name of the model file.</param>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Splits">Sets by held-out names and phrasings.</param>
/// <param name="Sizes">Seen names and phrasings in homes of one size each.</param>
/// <param name="FloatSplits">The same sets with the unquantized weights; empty where not measured.</param>
/// <param name="Hand">The sentences that were written by hand; null where they are not there.</param>
/// <param name="Hostile">What became of hostile prompts.</param>
internal sealed record EvaluationReport(
    string File,
    string Digest,
    long Bytes,
    long Parameters,
    List<SplitScore> Splits,
    List<SplitScore> Sizes,
    List<SplitScore> FloatSplits,
    SplitScore? Hand,
    List<HostileScore> Hostile);
