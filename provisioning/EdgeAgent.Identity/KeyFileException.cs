namespace EdgeAgent.Identity;

/// <summary>A file of secrets that must not be used: others can reach it, or it does not hold what it should. The message says what to do.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>With what is wrong, where, and what to do.</summary>
    public KeyFileException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, where, and what to do, and the cause.</summary>
    public KeyFileException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
