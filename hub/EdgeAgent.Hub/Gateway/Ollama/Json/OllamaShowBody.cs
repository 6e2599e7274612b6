namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Body of <c>POST /api/show</c>; older clients write <c>name</c>.</summary>
internal sealed record OllamaShowBody(string? Model = null, string? Name = null);
