namespace EdgeAgent.Edge.Renewal;

/// <summary>The hub gives no new certificate, or what it gives does not fit; the message says why.</summary>
internal sealed class RenewalException : Exception
{
    public RenewalException(string message) : base(message)
    {
    }

    public RenewalException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether the hub answered, and said no.</summary>
    public bool IsRefusal { get; init; }
}
