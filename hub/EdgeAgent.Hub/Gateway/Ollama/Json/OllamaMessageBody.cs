namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">The text.</param>
/// <param name="Images">Base64; only in requests.</param>
internal sealed record OllamaMessageBody(string? Role = null, string? Content = null, IReadOnlyList<string>? Images = null)
{
    /// <summary>Calls of the request's tools; only in answers.</summary>
    public IReadOnlyList<OllamaToolCall>? ToolCalls { get; init; }
}
