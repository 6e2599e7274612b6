using System.Security.Cryptography;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Srp;

/// <summary>A group and a hash for SRP-6a (RFC 5054): modulus, generator, and the multiplier k that follows from them.</summary>
internal sealed class SrpGroup
{
    /// <summary>Length of a private exponent, bytes (RFC 5054, 2.5.3: at least 256 bits).</summary>
    public const int ExponentBytes = 32;

    /// <param name="modulus">N, big endian.</param>
    /// <param name="generator">g, below 256.</param>
    /// <param name="hash">H.</param>
    public SrpGroup(byte[] modulus, byte generator, HashAlgorithmName hash)
    {
        Modulus = new MontgomeryModulus(modulus);
        Hash = hash;
        Generator = new ulong[Modulus.LimbCount];
        Generator[0] = generator;
        var padded = new byte[Modulus.SizeBytes];
        padded[^1] = generator;
        Multiplier = new ulong[Modulus.LimbCount];
        Limbs.FromBytes(HashOf(modulus, padded), Multiplier); // k = H(N | PAD(g))
    }

    /// <summary>The group of pairing: 3,072 bits, g = 5 (RFC 5054, appendix A), SHA-256.</summary>
    public static SrpGroup Standard { get; } = new(
        Convert.FromHexString(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
            "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
            "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
            "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
            "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
            "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
            "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
            "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF"),
        generator: 5,
        HashAlgorithmName.SHA256);

    public MontgomeryModulus Modulus { get; }

    public HashAlgorithmName Hash { get; }

    public ulong[] Generator { get; }

    public ulong[] Multiplier { get; }

    /// <summary>Length of A, B, v and S, bytes; <see cref="PairingLimits.GroupBytes"/> for <see cref="Standard"/>.</summary>
    public int SizeBytes => Modulus.SizeBytes;

    /// <summary>g^exponent mod N.</summary>
    public byte[] PowerOfGenerator(ReadOnlySpan<byte> exponent)
    {
        Span<ulong> power = stackalloc ulong[Modulus.LimbCount];
        Modulus.Power(Generator, exponent, power);
        var bytes = new byte[SizeBytes];
        Limbs.ToBytes(power, bytes);
        Limbs.Clear(power);
        return bytes;
    }

    /// <summary>x = H(s | H(I | ":" | P)), as long as the hash.</summary>
    public SecretBuffer PrivateKey(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> identity, ReadOnlySpan<byte> password)
    {
        using var hash = IncrementalHash.CreateHash(Hash);
        hash.AppendData(identity);
        hash.AppendData(":"u8);
        hash.AppendData(password);
        using var inner = new SecretBuffer(hash.HashLengthInBytes);
        hash.GetHashAndReset(inner.Span);
        hash.AppendData(salt);
        hash.AppendData(inner.Span);
        var x = new SecretBuffer(hash.HashLengthInBytes);
        hash.GetHashAndReset(x.Span);
        return x;
    }

    /// <summary>u = H(PAD(A) | PAD(B)); none where it is zero, which ends the run.</summary>
    public byte[]? Scrambler(ReadOnlySpan<byte> publicA, ReadOnlySpan<byte> publicB)
    {
        var u = HashOf(publicA, publicB);
        return u.AsSpan().ContainsAnyExcept((byte)0) ? u : null;
    }

    private byte[] HashOf(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(Hash);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
