using System.Runtime.CompilerServices;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity;

/// <summary>Strict checks of signatures: one digest and one key have exactly one valid signature form.</summary>
/// <remarks>Refused: v other than 27 and 28, r or s that is zero or not below the group's order, s above half of it.</remarks>
public static class SignatureVerifier
{
    /// <summary>Finds the signer.</summary>
    /// <returns>False for every malformed signature; then <paramref name="signer"/> is zero.</returns>
    public static bool TryRecover(Bytes32 digest, RecoverableSignature signature, out Address signer) =>
        TryRecover(Secp256k1.Current, digest, signature, out signer);

    /// <summary>Whether the signature is well-formed and by <paramref name="expected"/>.</summary>
    public static bool Verify(Bytes32 digest, RecoverableSignature signature, Address expected) =>
        TryRecover(digest, signature, out var signer) && signer == expected;

    [SkipLocalsInit]
    internal static bool TryRecover(
        ISecp256k1 curve, Bytes32 digest, RecoverableSignature signature, out Address signer)
    {
        signer = default;
        Span<byte> bytes = stackalloc byte[RecoverableSignature.SizeBytes];
        signature.CopyTo(bytes);
        var v = bytes[64];
        if (v is not (27 or 28) || !GroupOrder.IsScalar(bytes[..32]) || !GroupOrder.IsLowScalar(bytes[32..64]))
        {
            return false;
        }
        Span<byte> hash = stackalloc byte[Bytes32.SizeBytes];
        digest.CopyTo(hash);
        Span<byte> point = stackalloc byte[PublicKeyBytes.Uncompressed];
        if (!curve.TryRecover(hash, bytes[..64], v - 27, point))
        {
            return false;
        }
        signer = PublicKeyBytes.ToAddress(point);
        return true;
    }
}
