namespace EdgeAgent.Models.Language;

/// <summary>One piece of work for a language model.</summary>
public sealed record GenerationRequest
{
    /// <summary>Largest number of stop strings.</summary>
    public const int MaxStops = 16;

    /// <summary>Largest length of one stop string, UTF-8 bytes.</summary>
    public const int MaxStopBytes = 256;

    /// <summary>What to continue.</summary>
    public required GenerationPrompt Prompt { get; init; }

    /// <summary>Tokens that a predecessor has already generated after this prompt; generation goes on behind them.</summary>
    public IReadOnlyList<int> Resume { get; init; } = [];

    /// <summary>How tokens are drawn.</summary>
    public SamplingParameters Sampling { get; init; } = SamplingParameters.Default;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Strings that end the answer; they are not part of it.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Most tokens to generate, resumed ones not counted, at least 1.</summary>
    public required int MaxTokens { get; init; }
}
