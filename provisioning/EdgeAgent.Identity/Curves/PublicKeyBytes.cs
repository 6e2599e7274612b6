using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Curves;

/// <summary>Forms of a public point.</summary>
internal static class PublicKeyBytes
{
    /// <summary>x ‖ y, big-endian, without the leading 4.</summary>
    public const int Uncompressed = 64;

    /// <summary>The last 20 bytes of keccak256(x ‖ y).</summary>
    public static Address ToAddress(ReadOnlySpan<byte> point)
    {
        Span<byte> hash = stackalloc byte[Bytes32.SizeBytes];
        Keccak256.Hash(point).CopyTo(hash);
        return new Address(hash[^Address.SizeBytes..]);
    }

    /// <summary>2 or 3 by the parity of y, then x.</summary>
    public static void Compress(ReadOnlySpan<byte> point, Span<byte> destination)
    {
        destination[0] = (byte)(2 + (point[^1] & 1));
        point[..32].CopyTo(destination[1..]);
    }
}
