namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Answer of <c>/api/tags</c> and <c>/api/ps</c>.</summary>
internal sealed record OllamaModelList(IReadOnlyList<OllamaModel> Models);
