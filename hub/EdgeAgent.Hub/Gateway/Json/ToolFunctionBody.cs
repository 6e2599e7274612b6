namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>The function of a call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">JSON, as text.</param>
internal sealed record ToolFunctionBody(string Name, string Arguments);
