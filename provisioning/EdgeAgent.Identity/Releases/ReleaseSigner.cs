using System.Security.Cryptography;
using System.Text.Json;

namespace EdgeAgent.Identity.Releases;

/// <summary>Makes what <see cref="ReleaseVerifier"/> takes. Runs where the private keys are: never on a hub.</summary>
public static class ReleaseSigner
{
    /// <summary>A new pair for signing: P-256.</summary>
#pragma warning disable RS0030 // P-256, not secp256k1: what the platform's implementation is for
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
#pragma warning restore RS0030

    /// <summary>A list of release keys under the root.</summary>
    /// <returns>The exact bytes, and their signature.</returns>
    public static (byte[] Bytes, byte[] Signature) SignKeys(ECDsa root, ReleaseKeyList keys)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(keys, ReleaseJson.Default.ReleaseKeyList);
        return (bytes, Sign(root, bytes));
    }

    /// <summary>A release under a list of keys.</summary>
    public static ReleaseEnvelope Sign(ECDsa key, ReleaseManifest manifest, (byte[] Bytes, byte[] Signature) keys)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, ReleaseJson.Default.ReleaseManifest);
        return new ReleaseEnvelope(keys.Bytes, keys.Signature, bytes, Sign(key, bytes));
    }

    private static byte[] Sign(ECDsa key, byte[] bytes) =>
        key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
