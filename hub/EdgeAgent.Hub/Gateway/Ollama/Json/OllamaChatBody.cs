using System.Text.Json;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Body of <c>POST /api/chat</c>.</summary>
internal sealed record OllamaChatBody : OllamaBody
{
    public IReadOnlyList<OllamaMessageBody>? Messages { get; init; }

    public JsonElement? Tools { get; init; }
}
