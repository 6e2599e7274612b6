namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Result on one set.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Turns">Sentences.</param>
/// <param name="Exact">Answers that are right letter by letter.</param>
/// <param name="Right">Answers that are right after the code's checks.</param>
/// <param name="Families">Right answers by family.</param>
/// <param name="Failures">Some that were wrong.</param>
internal sealed record SplitScore(
    string Name, int Turns, int Exact, int Right, SortedDictionary<string, FamilyScore> Families, List<Failure> Failures);
