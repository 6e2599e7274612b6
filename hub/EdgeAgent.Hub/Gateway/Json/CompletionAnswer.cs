namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Answer of <c>POST /v1/completions</c> in one piece.</summary>
internal sealed record CompletionAnswer(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<CompletionAnswerChoice> Choices,
    UsageBody? Usage,
    ProvenanceBody Edgeagent);
