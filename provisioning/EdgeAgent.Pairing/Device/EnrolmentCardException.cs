namespace EdgeAgent.Pairing.Device;

/// <summary>A card's <c>enrol.json</c> is not what it should be; the text says what is wrong.</summary>
public sealed class EnrolmentCardException : Exception
{
    /// <summary>With what is wrong.</summary>
    public EnrolmentCardException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, and the cause.</summary>
    public EnrolmentCardException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
