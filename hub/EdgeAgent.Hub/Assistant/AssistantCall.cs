namespace EdgeAgent.Hub.Assistant;

/// <summary>A call of one of the client's tools.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">JSON object.</param>
internal sealed record AssistantCall(string Tool, string Arguments);
