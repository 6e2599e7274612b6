using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>An answer, or a piece of one: <c>message</c> of a chat, <c>response</c> of <c>/api/generate</c>. Durations are nanoseconds.</summary>
internal sealed record OllamaAnswer(string Model, string CreatedAt)
{
    public OllamaMessageBody? Message { get; init; }

    public string? Response { get; init; }

    public bool Done { get; init; }

    /// <summary><c>stop</c>, <c>length</c> or <c>load</c>.</summary>
    public string? DoneReason { get; init; }

    public long? TotalDuration { get; init; }

    public long? LoadDuration { get; init; }

    public int? PromptEvalCount { get; init; }

    public long? PromptEvalDuration { get; init; }

    public int? EvalCount { get; init; }

    public long? EvalDuration { get; init; }

    public ProvenanceBody? Edgeagent { get; init; }
}
