namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Right answers of one family.</summary>
/// <param name="Turns">Sentences.</param>
/// <param name="Right">Right after the code's checks.</param>
internal sealed record FamilyScore(int Turns, int Right);
