using System.Security.Cryptography;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity;

/// <summary>Salted commitments to inputs and outputs: they bind, and tell nothing until the salt is shown.</summary>
public static class Commitment
{
    /// <summary>32 random bytes.</summary>
    public static Bytes32 NewSalt()
    {
        Span<byte> salt = stackalloc byte[Bytes32.SizeBytes];
        RandomNumberGenerator.Fill(salt);
        return new Bytes32(salt);
    }

    /// <summary><c>keccak256(salt ‖ SHA-256(canonical))</c>.</summary>
    public static Bytes32 Compute(Bytes32 salt, ReadOnlySpan<byte> canonical)
    {
        Span<byte> buffer = stackalloc byte[2 * Bytes32.SizeBytes];
        salt.CopyTo(buffer);
        SHA256.HashData(canonical, buffer[Bytes32.SizeBytes..]);
        return Keccak256.Hash(buffer);
    }
}
