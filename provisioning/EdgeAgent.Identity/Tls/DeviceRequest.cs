using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Identity.Tls;

/// <summary>Reads a device's PKCS#10 strictly: what the authority does not expect, it does not sign around.</summary>
internal static class DeviceRequest
{
    /// <returns>The public key to certify.</returns>
    /// <exception cref="CertificateRequestException">Anything but a request as <see cref="TlsKey.CreateRequest"/> makes it.</exception>
    public static PublicKey Read(byte[] pkcs10, Address expected)
    {
        Refuse(pkcs10.Length > EnrolmentRequest.MaxCertificateRequestBytes,
            $"it has {pkcs10.Length} bytes; at most {EnrolmentRequest.MaxCertificateRequestBytes} are allowed");
        CertificateRequest request;
        try
        {
            Refuse(SignatureAlgorithm(pkcs10) != Oids.EcdsaWithSha256, "its signature is not ECDSA with SHA-256");
            // Checks the signature. Extensions are loaded only to see them, and refuse.
            request = CertificateRequest.LoadSigningRequest(
                pkcs10, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException
            or NotSupportedException)
        {
            throw new CertificateRequestException("The certificate request is not a PKCS#10 that signs itself.", e);
        }
        Refuse(request.CertificateExtensions.Count != 0 || request.OtherRequestAttributes.Count != 0,
            "it asks for extensions or attributes, which devices do not choose");
        Refuse(!P256.Is(request.PublicKey), "its key is not a named, uncompressed P-256 key");
        Refuse(!CommonName.TryRead(request.SubjectName, out var device) || device != expected,
            $"its subject is not CN={expected}");
        return request.PublicKey;
    }

    /// <summary>CertificationRequest ::= SEQUENCE { info, signatureAlgorithm, signature } (RFC 2986, 4.2).</summary>
    private static string SignatureAlgorithm(byte[] pkcs10)
    {
        var request = new AsnReader(pkcs10, AsnEncodingRules.DER).ReadSequence();
        request.ReadSequence();
        var algorithm = request.ReadSequence();
        return algorithm.ReadObjectIdentifier();
    }

    private static void Refuse(bool wrong, string reason)
    {
        if (wrong)
        {
            throw new CertificateRequestException($"The certificate request is refused: {reason}.");
        }
    }
}
