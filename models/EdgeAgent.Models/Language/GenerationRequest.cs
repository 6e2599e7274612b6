using System.Text;
using static System.FormattableString;

namespace EdgeAgent.Models.Language;

/// <summary>One piece of work for a language model.</summary>
public sealed record GenerationRequest
{
    /// <summary>Largest number of stop strings.</summary>
    public const int MaxStops = 16;

    /// <summary>Largest length of one stop string, UTF-8 bytes.</summary>
    public const int MaxStopBytes = 256;

    /// <summary>Most alternatives that come with each token.</summary>
    public const int MaxTopLogProbabilities = 20;

    /// <summary>What to continue.</summary>
    public required GenerationPrompt Prompt { get; init; }

    /// <summary>
    /// Tokens that a predecessor has already generated after this prompt; generation goes on behind them.
    /// </summary>
    public IReadOnlyList<int> Resume { get; init; } = [];

    /// <summary>How tokens are drawn.</summary>
    public SamplingParameters Sampling { get; init; } = SamplingParameters.Default;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Strings that end the answer; they are not part of it.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Most tokens to generate, resumed ones not counted, at least 1.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>The adapter to compute with; null: the model alone.</summary>
    public AdapterUse? Adapter { get; init; }

    /// <summary>What the answer may look like; null: anything.</summary>
    public OutputGrammar? Grammar { get; init; }

    /// <summary>
    /// Whether each token's log-probability is wanted, and with how many of the likeliest alternatives, 0 to 20; null:
    /// not wanted.
    /// </summary>
    public int? TopLogProbabilities { get; init; }

    /// <summary>
    /// Who asks, for fairness only: those who wait are served in turn by requester, however many requests each has.
    /// </summary>
    public string Requester { get; init; } = "";

    /// <summary>Checks all that can be checked without the model: sampling, stop strings, counts, texts.</summary>
    public RequestCheckOutcome Validate()
    {
        var faults = new List<string>();
        if (Sampling.Validate() is RequestCheckOutcome.Faulty sampling)
        {
            faults.AddRange(sampling.Faults);
        }
        if (MaxTokens < 1)
        {
            faults.Add(Invariant($"{nameof(MaxTokens)} is {MaxTokens}; it must be at least 1."));
        }
        if (Stop.Count > MaxStops)
        {
            faults.Add(Invariant($"There are {Stop.Count} stop strings; at most {MaxStops} are possible."));
        }
        foreach (var stop in Stop)
        {
            if (Encoding.UTF8.GetByteCount(stop) is 0 or > MaxStopBytes)
            {
                faults.Add(Invariant($"A stop string has 1 to {MaxStopBytes} bytes of UTF-8."));
            }
        }
        if (TopLogProbabilities is < 0 or > MaxTopLogProbabilities)
        {
            faults.Add(Invariant(
                $"{nameof(TopLogProbabilities)} is {TopLogProbabilities}; it must be 0 to {MaxTopLogProbabilities}."));
        }
        Grammar?.CollectFaults(faults);
        Prompt.CollectFaults(faults);
        return RequestCheckOutcome.Of(faults);
    }
}
