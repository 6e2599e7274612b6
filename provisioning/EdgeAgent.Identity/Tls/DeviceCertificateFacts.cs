using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>What a device certificate says.</summary>
/// <param name="Device">From the subject.</param>
/// <param name="SpkiHash">SHA-256 of the public key (SubjectPublicKeyInfo, DER).</param>
/// <param name="Serial">Lower-case hexadecimal digits, as in <see cref="IssuedCertificate.Serial"/>.</param>
/// <param name="NotBefore">Start of validity.</param>
/// <param name="NotAfter">End of validity.</param>
public sealed record DeviceCertificateFacts(
    Address Device, Bytes32 SpkiHash, string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
