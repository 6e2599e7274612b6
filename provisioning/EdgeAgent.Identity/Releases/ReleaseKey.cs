using System.Security.Cryptography;

namespace EdgeAgent.Identity.Releases;

/// <summary>A public key that may sign releases, as the root's list names it.</summary>
/// <param name="Spki">P-256, SubjectPublicKeyInfo, DER.</param>
public sealed record ReleaseKey(byte[] Spki)
{
    private const int IdChars = 16;

    /// <summary>The first 8 bytes of SHA-256 of <see cref="Spki"/>, hexadecimal.</summary>
    public string Id => IdOf(Spki);

    /// <summary>The id of any P-256 key.</summary>
    public static string IdOf(ReadOnlySpan<byte> spki) => Convert.ToHexStringLower(SHA256.HashData(spki))[..IdChars];
}
