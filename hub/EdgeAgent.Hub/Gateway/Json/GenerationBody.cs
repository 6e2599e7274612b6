using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>What chat and plain completions have in common; fields as OpenAI documents them.</summary>
internal abstract record GenerationBody
{
    public string? Model { get; init; }

    public int? MaxTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public long? Seed { get; init; }

    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string>? Stop { get; init; }

    public int? N { get; init; }

    public bool? Stream { get; init; }

    public StreamOptionsBody? StreamOptions { get; init; }

    /// <summary>Beyond OpenAI: keeps the k likeliest tokens; 0 is off.</summary>
    public int? TopK { get; init; }

    /// <summary>Beyond OpenAI: keeps tokens at least this share as likely as the likeliest; 0 is off.</summary>
    public double? MinP { get; init; }

    /// <summary>Beyond OpenAI: divides logits of recent tokens; 1 is off.</summary>
    public double? RepetitionPenalty { get; init; }

    public double? FrequencyPenalty { get; init; }

    public double? PresencePenalty { get; init; }

    public JsonElement? Logprobs { get; init; }

    public JsonElement? LogitBias { get; init; }
}
