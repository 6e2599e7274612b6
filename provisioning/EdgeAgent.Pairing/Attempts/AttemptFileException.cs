namespace EdgeAgent.Pairing.Attempts;

/// <summary>The file of attempt counters cannot be read, written or believed. Without it nothing may be tried.</summary>
public sealed class AttemptFileException : Exception
{
    /// <summary>With what is wrong, where, and what to do.</summary>
    public AttemptFileException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, where, and what to do, and the cause.</summary>
    public AttemptFileException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
