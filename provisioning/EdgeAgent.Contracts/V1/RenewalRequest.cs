namespace EdgeAgent.Contracts.V1;

/// <summary>A device wants a certificate for its next TLS key; an <see cref="EnrolmentGrant"/> answers it.</summary>
/// <param name="Key">Binds the next key to the one that the connection uses.</param>
/// <param name="Signature">By the device's secp256k1 key over <paramref name="Key"/>.</param>
/// <param name="CertificateRequest">PKCS#10, DER, P-256, signed with the next key.</param>
/// <param name="Boot">This run of the agent.</param>
public sealed record RenewalRequest(
    TlsKeySuccession Key, RecoverableSignature Signature, byte[] CertificateRequest, BootId Boot) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate() => WireCheck.Range(
        CertificateRequest.Length, "certificateRequest", 1, EnrolmentRequest.MaxCertificateRequestBytes);
}
