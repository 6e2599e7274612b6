namespace EdgeAgent.Hub.Models;

/// <summary>
/// The hub cannot serve the model that it was told to serve; the message says why in words for the owner.
/// </summary>
public sealed class HubModelException : Exception
{
    /// <summary>With what happened and what to do.</summary>
    public HubModelException(string message) : base(message)
    {
    }

    /// <summary>With what happened and what to do, and the cause.</summary>
    public HubModelException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
