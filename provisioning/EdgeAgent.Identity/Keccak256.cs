using EdgeAgent.Contracts;
using Org.BouncyCastle.Crypto.Digests;

namespace EdgeAgent.Identity;

/// <summary>Keccak-256 as Ethereum uses it: the original padding, not the one of SHA-3.</summary>
public static class Keccak256
{
    // A sponge is about 500 bytes; one a thread makes hashing free of allocations.
    [ThreadStatic]
    private static KeccakDigest? s_sponge;

    /// <summary>Hash of the bytes.</summary>
    public static Bytes32 Hash(ReadOnlySpan<byte> data) => Hash(data, default);

    /// <summary>Hash of <paramref name="first"/> ‖ <paramref name="second"/>.</summary>
    public static Bytes32 Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var sponge = s_sponge ??= new KeccakDigest(8 * Bytes32.SizeBytes);
        sponge.BlockUpdate(first);
        sponge.BlockUpdate(second);
        Span<byte> hash = stackalloc byte[Bytes32.SizeBytes];
        sponge.DoFinal(hash); // also resets
        return new Bytes32(hash);
    }
}
