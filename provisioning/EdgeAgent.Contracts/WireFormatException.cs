namespace EdgeAgent.Contracts;

/// <summary>A message from outside that is not what its topic promises. The only error that parsing throws.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>With what is wrong and where; never with the message's content.</summary>
    public WireFormatException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and where, and the cause.</summary>
    public WireFormatException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
