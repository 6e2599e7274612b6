namespace EdgeAgent.Contracts.V1;

/// <summary>A device's answer to an <see cref="EnrolmentOffer"/>.</summary>
/// <param name="Permit">The consent.</param>
/// <param name="Signature">By the device's secp256k1 key over the permit.</param>
/// <param name="CertificateRequest">PKCS#10, DER, P-256, signed with the TLS key.</param>
/// <param name="Hardware">Board and processor in words.</param>
public sealed record EnrolmentRequest(
    PairPermit Permit, RecoverableSignature Signature, byte[] CertificateRequest, string Hardware) : IWireMessage
{
    /// <summary>Largest certificate request, bytes.</summary>
    public const int MaxCertificateRequestBytes = 4096;

    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(CertificateRequest.Length, "certificateRequest", 1, MaxCertificateRequestBytes);
        WireCheck.Text(Hardware, "hardware");
    }
}
