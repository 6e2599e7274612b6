namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>An error as OpenAI's clients read it.</summary>
internal sealed record ErrorBody(ErrorDetail Error);
