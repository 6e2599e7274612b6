namespace EdgeAgent.Edge.Pairing;

/// <summary>No hub can be looked for; the text says what to do.</summary>
public sealed class HubNotFoundException : Exception
{
    /// <summary>With what to do.</summary>
    public HubNotFoundException(string message) : base(message)
    {
    }

    /// <summary>With what to do, and the cause.</summary>
    public HubNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
