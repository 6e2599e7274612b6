namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>A wrong answer.</summary>
/// <param name="Sentence">What was said.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Answer">The model's.</param>
internal sealed record Failure(string Sentence, string Expected, string Answer);
