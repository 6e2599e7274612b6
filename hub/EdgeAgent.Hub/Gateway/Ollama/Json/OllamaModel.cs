namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>A model in <c>/api/tags</c> and <c>/api/ps</c>; the last three only in <c>/api/ps</c>.</summary>
internal sealed record OllamaModel(
    string Name, string Model, string ModifiedAt, long Size, string Digest, OllamaModelDetails Details)
{
    public string? ExpiresAt { get; init; }

    public long? SizeVram { get; init; }

    public int? ContextLength { get; init; }
}
