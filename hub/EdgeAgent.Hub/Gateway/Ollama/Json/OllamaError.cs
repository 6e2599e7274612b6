namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>An error as Ollama's clients read it.</summary>
internal sealed record OllamaError(string Error);
