using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Secrets;

/// <summary>
/// From what a person holds to SRP's private key x. A code is stretched, because whoever takes a card's verifier can try all codes
/// against it; 128 random bits need no stretching. The enrolment is SRP's user name: a verifier fits one enrolment only.
/// </summary>
internal static class SecretStretch
{
    private const int PasswordBytes = 32;

    public static SecretBuffer PrivateKey(SrpGroup group, PairingCode code, EnrolmentId enrolment, ReadOnlySpan<byte> salt)
    {
        using var password = new SecretBuffer(PasswordBytes);
        Rfc2898DeriveBytes.Pbkdf2(
            code.Ascii, salt, password.Span, PairingLimits.CodeIterations, HashAlgorithmName.SHA256);
        return group.PrivateKey(salt, Identity(enrolment), password.Span);
    }

    public static SecretBuffer PrivateKey(SrpGroup group, PrintedSecret secret, ReadOnlySpan<byte> salt)
    {
        using var password = new SecretBuffer(PasswordBytes);
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret.Secret, password.Span, salt, "EdgeAgent printed secret 1"u8);
        return group.PrivateKey(salt, Identity(secret.Enrolment), password.Span);
    }

    private static byte[] Identity(EnrolmentId enrolment) => Encoding.ASCII.GetBytes(enrolment.ToString());
}
