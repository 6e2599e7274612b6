using System.Diagnostics;
using System.Security.Cryptography;
using static EdgeAgent.Identity.Curves.LibSecp256k1Api;

namespace EdgeAgent.Identity.Curves;

/// <summary>The curve in the C library of Bitcoin Core: constant-time signing, and four times the speed.</summary>
internal sealed unsafe class LibSecp256k1 : ISecp256k1
{
    // Read-only after it was made, so threads share it; lives as long as the process.
    private readonly nint _context;

    private LibSecp256k1(nint context) => _context = context;

    /// <inheritdoc/>
    public string Name => "libsecp256k1";

    /// <summary>Loads the library; null where it is missing, has no recovery module, or fails a known answer.</summary>
    public static LibSecp256k1? TryLoad()
    {
        if (!LibSecp256k1Api.TryLoad())
        {
            return null;
        }
        var context = secp256k1_context_create(SignAndVerify);
        if (context == 0)
        {
            return null;
        }
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        fixed (byte* seedBytes = seed)
        {
            // Blinds the multiplication with the secret against side channels.
            if (secp256k1_context_randomize(context, seedBytes) != 1)
            {
                return null;
            }
        }
        var curve = new LibSecp256k1(context);
        return curve.GivesKnownAnswer() ? curve : null;
    }

    /// <inheritdoc/>
    public void PublicKey(ReadOnlySpan<byte> secret, Span<byte> point)
    {
        var key = stackalloc byte[LibSecp256k1Api.PublicKeyBytes];
        // Invariant: 32 readable bytes at secretBytes; the check in SigningKey keeps them in range.
        fixed (byte* secretBytes = Exactly(secret, 32))
        {
            if (secp256k1_ec_pubkey_create(_context, key, secretBytes) != 1)
            {
                throw new UnreachableException("A secret in range has a public key.");
            }
        }
        Serialize(key, point);
    }

    /// <inheritdoc/>
    public int Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var opaque = stackalloc byte[SignatureBytes];
        int recoveryId;
        // Invariant: 32, 32 and 64 bytes behind the three pointers, checked here.
        fixed (byte* secretBytes = Exactly(secret, 32), hashBytes = Exactly(hash, 32))
        fixed (byte* output = Exactly(signature, 64))
        {
            if (secp256k1_ecdsa_sign_recoverable(_context, opaque, hashBytes, secretBytes, 0, 0) != 1)
            {
                throw new UnreachableException("A secret in range signs.");
            }
            _ = secp256k1_ecdsa_recoverable_signature_serialize_compact(_context, output, &recoveryId, opaque);
        }
        return recoveryId;
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> point)
    {
        var opaque = stackalloc byte[SignatureBytes];
        var key = stackalloc byte[LibSecp256k1Api.PublicKeyBytes];
        ArgumentOutOfRangeException.ThrowIfNegative(recoveryId); // outside 0 to 3 the library aborts
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recoveryId, 3);
        // Invariant: 32 and 64 bytes behind the pointers, checked here.
        fixed (byte* hashBytes = Exactly(hash, 32), signatureBytes = Exactly(signature, 64))
        {
            if (secp256k1_ecdsa_recoverable_signature_parse_compact(_context, opaque, signatureBytes, recoveryId) != 1
                || secp256k1_ecdsa_recover(_context, key, opaque, hashBytes) != 1)
            {
                return false;
            }
        }
        Serialize(key, point);
        return true;
    }

    private void Serialize(byte* key, Span<byte> point)
    {
        var output = stackalloc byte[65];
        nuint length = 65;
        _ = secp256k1_ec_pubkey_serialize(_context, output, &length, key, Uncompressed);
        new ReadOnlySpan<byte>(output + 1, 64).CopyTo(point); // behind the leading 4
    }

    /// <summary>The ABI has changed before; a library that passes this signs and recovers as we mean it.</summary>
    private bool GivesKnownAnswer()
    {
        Span<byte> one = stackalloc byte[32];
        one.Clear();
        one[31] = 1;
        Span<byte> signature = stackalloc byte[64];
        var recoveryId = Sign(one, SHA256.HashData("Satoshi Nakamoto"u8), signature);
        // Published with RFC 6979 test vectors for this curve: secret 1, low-S.
        if (!signature.SequenceEqual(Convert.FromHexString(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
            + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")))
        {
            return false;
        }
        Span<byte> made = stackalloc byte[64];
        Span<byte> recovered = stackalloc byte[64];
        PublicKey(one, made);
        return TryRecover(SHA256.HashData("Satoshi Nakamoto"u8), signature, recoveryId, recovered)
            && recovered.SequenceEqual(made);
    }

    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> bytes, int length) => bytes.Length == length
        ? bytes
        : throw new ArgumentException($"Expected {length} bytes, got {bytes.Length}.", nameof(bytes));
}
