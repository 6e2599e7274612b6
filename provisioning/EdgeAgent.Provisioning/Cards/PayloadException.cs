namespace EdgeAgent.Provisioning.Cards;

/// <summary>The folder with the agent is not what it must be. The message says what to do.</summary>
internal sealed class PayloadException(string message) : Exception(message);
