using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>A device certificate, with what the registry keeps of it.</summary>
/// <param name="Der">The certificate, DER.</param>
/// <param name="Serial">Serial number, lower-case hexadecimal digits, as <see cref="PeerCertificates"/> reports it.</param>
/// <param name="SpkiHash">SHA-256 of the public key (SubjectPublicKeyInfo, DER).</param>
/// <param name="NotBefore">Start of validity.</param>
/// <param name="NotAfter">End of validity.</param>
public sealed record IssuedCertificate(
    byte[] Der, string Serial, Bytes32 SpkiHash, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
