namespace EdgeAgent.Hub.Assistant;

/// <summary>What the assistant says or calls.</summary>
/// <param name="Text">Sentences for a person; empty where there are only calls.</param>
/// <param name="Calls">Calls for the client to run; empty where the hub ran them.</param>
internal sealed record AssistantReply(string Text, IReadOnlyList<AssistantCall> Calls);
