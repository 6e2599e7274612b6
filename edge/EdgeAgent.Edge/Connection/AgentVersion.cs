namespace EdgeAgent.Edge.Connection;

/// <summary>The version of the agent's program.</summary>
/// <param name="Text">For people and for the birth, for example <c>0.1.0</c>.</param>
public sealed record AgentVersion(string Text);
