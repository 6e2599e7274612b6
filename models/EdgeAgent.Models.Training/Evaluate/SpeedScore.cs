namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Speed of a model file in the shipped engine on one thread.</summary>
/// <param name="Processor">Where it was measured.</param>
/// <param name="PromptTokensPerSecond">Reading a home of 30 devices that is not cached.</param>
/// <param name="AnswerTokensPerSecond">Writing calls, one sentence at a time.</param>
/// <param name="CallMs">From a sentence to its whole call, the home being cached: median, milliseconds.</param>
/// <param name="CallMs95">The same, 95th of 100.</param>
/// <param name="Sentences">Sentences measured.</param>
internal sealed record SpeedScore(
    string Processor, double PromptTokensPerSecond, double AnswerTokensPerSecond, double CallMs, double CallMs95, int Sentences);
