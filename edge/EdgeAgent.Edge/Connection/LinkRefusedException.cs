namespace EdgeAgent.Edge.Connection;

/// <summary>The hub answered and said no.</summary>
internal sealed class LinkRefusedException(string message) : Exception(message);
