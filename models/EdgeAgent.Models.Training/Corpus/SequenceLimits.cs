namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Largest sizes of a training sequence.</summary>
/// <param name="Tokens">Of the whole.</param>
/// <param name="System">Of the system prompt.</param>
/// <param name="Turn">Of one turn.</param>
/// <param name="Turns">Number of turns.</param>
internal sealed record SequenceLimits(int Tokens, int System, int Turn, int Turns);
