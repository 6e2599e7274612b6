namespace EdgeAgent.Models.Language;

/// <summary>How the next token is drawn from the logits. The order of the steps is the order of the properties.</summary>
/// <remarks>In JSON every member is required: generated readers set a missing init-only member to zero, not to its default.</remarks>
public sealed record SamplingParameters
{
    /// <summary>Temperature 1, nothing cut.</summary>
    public static SamplingParameters Default { get; } = new();

    /// <summary>The likeliest token each time.</summary>
    public static SamplingParameters Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Divides positive and multiplies negative logits of tokens among the last <see cref="RepetitionWindow"/>; 1 is off, range 0.1 to 10.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Tokens that the repetition penalty looks back on, 0 to 4096.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public int RepetitionWindow { get; init; } = 64;

    /// <summary>Keeps the k likeliest tokens; 0 is off.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public int TopK { get; init; }

    /// <summary>Keeps the smallest set of likeliest tokens whose probability reaches this; 1 is off, range above 0 to 1.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public float TopP { get; init; } = 1;

    /// <summary>Keeps tokens at least this share as likely as the likeliest; 0 is off, range 0 to 1.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public float MinP { get; init; }

    /// <summary>Divides the logits before the draw; 0 takes the likeliest token, range 0 to 2.</summary>
    [System.Text.Json.Serialization.JsonRequired]
    public float Temperature { get; init; } = 1;
}
