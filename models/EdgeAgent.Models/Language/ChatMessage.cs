namespace EdgeAgent.Models.Language;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">For example <c>system</c>, <c>user</c>, <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record ChatMessage(string Role, string Content);
