using System.Globalization;

namespace EdgeAgent.Models.Language;

/// <summary>How the next token is drawn from the logits. The order of the steps is the order of the properties.</summary>
public sealed record SamplingParameters
{
    /// <summary>Temperature 1, nothing cut.</summary>
    public static SamplingParameters Default { get; } = new();

    /// <summary>The likeliest token each time.</summary>
    public static SamplingParameters Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Divides positive and multiplies negative logits of tokens among the last <see cref="RepetitionWindow"/>; 1 is off, range 0.1 to 10.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Tokens that the repetition penalty looks back on, 0 to 4096.</summary>
    public int RepetitionWindow { get; init; } = 64;

    /// <summary>Keeps the k likeliest tokens; 0 is off.</summary>
    public int TopK { get; init; }

    /// <summary>Keeps the smallest set of likeliest tokens whose probability reaches this; 1 is off, range above 0 to 1.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Keeps tokens at least this share as likely as the likeliest; 0 is off, range 0 to 1.</summary>
    public float MinP { get; init; }

    /// <summary>Divides the logits before the draw; 0 takes the likeliest token, range 0 to 2.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Checks every range, so that a caller can be told all faults at once.</summary>
    public RequestCheckOutcome Validate()
    {
        var faults = new List<string>();
        CheckRange(faults, nameof(RepetitionPenalty), RepetitionPenalty, SamplingLimits.MinPenalty, SamplingLimits.MaxPenalty);
        CheckRange(faults, nameof(RepetitionWindow), RepetitionWindow, 0, SamplingLimits.MaxWindow);
        CheckRange(faults, nameof(TopK), TopK, 0, int.MaxValue);
        // Written so that NaN, which compares false with everything, is a fault too.
        if (!(TopP > 0 && TopP <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(TopP)} is {TopP}; it must be above 0 and at most 1."));
        }
        CheckRange(faults, nameof(MinP), MinP, 0, 1);
        CheckRange(faults, nameof(Temperature), Temperature, 0, SamplingLimits.MaxTemperature);
        return RequestCheckOutcome.Of(faults);
    }

    private static void CheckRange(List<string> faults, string name, float value, float least, float most)
    {
        if (!(value >= least && value <= most))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {least} to {most}."));
        }
    }
}
