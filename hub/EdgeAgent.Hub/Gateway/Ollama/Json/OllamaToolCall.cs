namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>A call of one of the request's tools.</summary>
internal sealed record OllamaToolCall(OllamaToolFunction Function);
