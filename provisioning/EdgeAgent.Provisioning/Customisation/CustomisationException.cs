namespace EdgeAgent.Provisioning.Customisation;

/// <summary>Settings that cannot be, or an image that cannot take them. The message says which and what to do.</summary>
internal sealed class CustomisationException(string message) : Exception(message);
