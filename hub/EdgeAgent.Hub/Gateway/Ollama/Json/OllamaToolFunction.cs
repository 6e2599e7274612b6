using System.Text.Json;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>The function of a call; Ollama gives the arguments as an object.</summary>
internal sealed record OllamaToolFunction(string Name, JsonElement Arguments);
