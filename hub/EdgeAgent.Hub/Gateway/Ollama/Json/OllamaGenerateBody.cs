namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>Body of <c>POST /api/generate</c>.</summary>
internal sealed record OllamaGenerateBody : OllamaBody
{
    public string? Prompt { get; init; }

    public string? Suffix { get; init; }

    public string? System { get; init; }

    /// <summary>The prompt goes to the model as it stands, without a chat template.</summary>
    public bool? Raw { get; init; }

    public string? Template { get; init; }

    public IReadOnlyList<string>? Images { get; init; }
}
