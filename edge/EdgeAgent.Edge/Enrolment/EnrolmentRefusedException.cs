namespace EdgeAgent.Edge.Enrolment;

/// <summary>The hub's grant, or the stored one, is not what this device can accept; the message says why.</summary>
public sealed class EnrolmentRefusedException : Exception
{
    /// <summary>With what is wrong.</summary>
    public EnrolmentRefusedException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, and the cause.</summary>
    public EnrolmentRefusedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
