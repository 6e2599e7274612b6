namespace EdgeAgent.Hub.Administration;

/// <summary>The hub must not run like this; the text is for the operator.</summary>
public sealed class AdministrationException : Exception
{
    /// <summary>With what is wrong and what to do.</summary>
    public AdministrationException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and the cause.</summary>
    public AdministrationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
