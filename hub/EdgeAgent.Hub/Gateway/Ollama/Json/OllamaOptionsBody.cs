using System.Text.Json.Serialization;
using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary><c>options</c> of a request (Ollama, docs/modelfile.md); those about hardware are the devices' own business and skipped.</summary>
internal sealed record OllamaOptionsBody
{
    public double? Temperature { get; init; }

    public int? TopK { get; init; }

    public double? TopP { get; init; }

    public double? MinP { get; init; }

    public long? Seed { get; init; }

    public double? RepeatPenalty { get; init; }

    public double? FrequencyPenalty { get; init; }

    public double? PresencePenalty { get; init; }

    /// <summary>Tokens at most; negative: as many as fit.</summary>
    public int? NumPredict { get; init; }

    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string>? Stop { get; init; }
}
