namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Answer of <c>POST /v1/chat/completions</c> in one piece.</summary>
internal sealed record ChatAnswer(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<ChatAnswerChoice> Choices,
    UsageBody? Usage,
    ProvenanceBody Edgeagent);
