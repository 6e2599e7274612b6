namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Token counts.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens generated, those cut by stop strings and the end token too.</param>
/// <param name="TotalTokens">Both.</param>
internal sealed record UsageBody(int PromptTokens, int CompletionTokens, int TotalTokens);
