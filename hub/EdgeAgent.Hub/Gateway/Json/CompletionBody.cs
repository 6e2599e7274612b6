using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Body of <c>POST /v1/completions</c>.</summary>
internal sealed record CompletionBody : GenerationBody
{
    [JsonConverter(typeof(TextListConverter))]
    public IReadOnlyList<string>? Prompt { get; init; }

    public bool? Echo { get; init; }

    public int? BestOf { get; init; }

    public string? Suffix { get; init; }
}
