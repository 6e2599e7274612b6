namespace EdgeAgent.Identity.Tls;

/// <summary>A certificate request that the authority does not sign; the message says why.</summary>
public sealed class CertificateRequestException : Exception
{
    /// <summary>With what is wrong.</summary>
    public CertificateRequestException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and the cause.</summary>
    public CertificateRequestException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
