using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Models;

namespace EdgeAgent.Identity;

/// <summary>Hashes that tie a claim to what was agreed before the work.</summary>
public static class Agreement
{
    /// <summary>Stands for a quote where there is no market: <c>keccak256("EdgeAgent direct placement 1" ‖ provider ‖ model)</c>.</summary>
    public static Bytes32 DirectPlacementQuoteHash(Address provider, ModelDigest model)
    {
        Span<byte> buffer = stackalloc byte[Address.SizeBytes + ModelDigest.SizeBytes];
        provider.CopyTo(buffer);
        model.CopyTo(buffer[Address.SizeBytes..]);
        return Keccak256.Hash("EdgeAgent direct placement 1"u8, buffer);
    }

    /// <summary><c>keccak256(quoteHash ‖ lockHash)</c>; the lock's hash is its EIP-712 digest.</summary>
    public static Bytes32 Hash(WorkLock lockData)
    {
        Span<byte> buffer = stackalloc byte[2 * Bytes32.SizeBytes];
        lockData.QuoteHash.CopyTo(buffer);
        TypedData.Digest(lockData).CopyTo(buffer[Bytes32.SizeBytes..]);
        return Keccak256.Hash(buffer);
    }
}
