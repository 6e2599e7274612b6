using static System.FormattableString;

namespace EdgeAgent.Models.Language;

/// <summary>Asks how well an answer that somebody else claims fits a model, its seed and its sampling.</summary>
public sealed record ScoreRequest
{
    /// <summary>Most tokens of a continuation.</summary>
    public const int MaxTokens = 1 << 20;

    /// <summary>What was to be continued.</summary>
    public required GenerationPrompt Prompt { get; init; }

    /// <summary>The claimed answer, every drawn token of it: those that a stop string cut and the end token too.</summary>
    public required IReadOnlyList<int> Continuation { get; init; }

    /// <summary>How the tokens are claimed to have been drawn.</summary>
    public SamplingParameters Sampling { get; init; } = SamplingParameters.Default;

    /// <summary>The grammar that is claimed to have held; null: none.</summary>
    public OutputGrammar? Grammar { get; init; }

    /// <summary>The adapter that is claimed to have been used; null: none.</summary>
    public AdapterUse? Adapter { get; init; }

    /// <summary>Seed of the claimed draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Who asks; see <see cref="GenerationRequest.Requester"/>.</summary>
    public string Requester { get; init; } = "";

    /// <summary>Checks all that can be checked without the model.</summary>
    public RequestCheckOutcome Validate()
    {
        var faults = new List<string>();
        if (Sampling.Validate() is RequestCheckOutcome.Faulty sampling)
        {
            faults.AddRange(sampling.Faults);
        }
        if (Continuation.Count is 0 or > MaxTokens)
        {
            faults.Add(Invariant($"A continuation has 1 to {MaxTokens} tokens, not {Continuation.Count}."));
        }
        Grammar?.CollectFaults(faults);
        Prompt.CollectFaults(faults);
        return RequestCheckOutcome.Of(faults);
    }
}
