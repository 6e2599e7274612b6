using System.Text.Json.Nodes;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Answer of <c>POST /api/show</c>.</summary>
internal sealed record OllamaShown(
    string Modelfile,
    string Parameters,
    string Template,
    OllamaModelDetails Details,
    JsonObject ModelInfo,
    IReadOnlyList<string> Capabilities,
    string ModifiedAt);
