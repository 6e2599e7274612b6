namespace EdgeAgent.Models;

/// <summary>
/// A model file that is damaged, hostile or of a kind that cannot be run; the message says what and where.
/// </summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>With what is wrong and where.</summary>
    public ModelFormatException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and where, and the cause.</summary>
    public ModelFormatException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
