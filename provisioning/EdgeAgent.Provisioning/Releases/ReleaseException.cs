namespace EdgeAgent.Provisioning.Releases;

/// <summary>A release cannot be made. The message says why.</summary>
internal sealed class ReleaseException(string message) : Exception(message);
