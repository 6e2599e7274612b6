using System.Text.Json;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>What <c>/api/chat</c> and <c>/api/generate</c> have in common (Ollama, docs/api.md).</summary>
internal abstract record OllamaBody
{
    public string? Model { get; init; }

    public OllamaOptionsBody? Options { get; init; }

    /// <summary>Answers grow unless the client says otherwise.</summary>
    public bool? Stream { get; init; }

    /// <summary><c>"json"</c> or a JSON Schema.</summary>
    public JsonElement? Format { get; init; }

    public JsonElement? Think { get; init; }
}
