namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Answer of <c>GET /api/version</c>.</summary>
internal sealed record OllamaVersion(string Version);
