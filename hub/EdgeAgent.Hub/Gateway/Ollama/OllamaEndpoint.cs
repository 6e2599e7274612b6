using EdgeAgent.Hub.Gateway.Ollama.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Takes requests for text from Ollama's clients.</summary>
internal sealed class OllamaEndpoint(GenerationEndpoint generation, OllamaOrderReader orders)
{
    /// <summary><c>POST /api/chat</c>.</summary>
    public Task ChatAsync(HttpContext context) => generation.HandleAsync(
        context,
        OllamaJson.Default.OllamaChatBody,
        body => orders.Read(body, context.Request.Headers),
        OllamaShape.Chat);

    /// <summary><c>POST /api/generate</c>.</summary>
    public Task GenerateAsync(HttpContext context) => generation.HandleAsync(
        context,
        OllamaJson.Default.OllamaGenerateBody,
        body => orders.Read(body, context.Request.Headers),
        OllamaShape.Generate);
}
