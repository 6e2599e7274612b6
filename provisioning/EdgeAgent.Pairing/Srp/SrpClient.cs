namespace EdgeAgent.Pairing.Srp;

/// <summary>The side that knows the secret: the hub. One run, one private exponent.</summary>
internal sealed class SrpClient : IDisposable
{
    private readonly SrpGroup _group;
    private readonly SecretBuffer _a;

    /// <summary>With a fresh random exponent.</summary>
    public SrpClient(SrpGroup group)
    {
        _group = group;
        _a = SecretBuffer.Random(SrpGroup.ExponentBytes);
        PublicA = group.PowerOfGenerator(_a.Span);
    }

    /// <summary>With a given exponent, for known answers; copied.</summary>
    internal SrpClient(SrpGroup group, ReadOnlySpan<byte> exponent)
    {
        _group = group;
        _a = new SecretBuffer(exponent);
        PublicA = group.PowerOfGenerator(_a.Span);
    }

    /// <summary>A = g^a mod N, padded.</summary>
    public byte[] PublicA { get; }

    /// <summary>S = (B − k·g^x)^(a + u·x) mod N, padded; none where B is no element of the group or u is zero.</summary>
    /// <param name="x">The private key, <see cref="SrpGroup.PrivateKey"/>.</param>
    /// <param name="publicB">What the other side sent.</param>
    public SecretBuffer? Agree(SecretBuffer x, ReadOnlySpan<byte> publicB)
    {
        var modulus = _group.Modulus;
        if (!modulus.IsElement(publicB) || _group.Scrambler(PublicA, publicB) is not { } u)
        {
            return null;
        }
        Span<ulong> value = stackalloc ulong[modulus.LimbCount];
        Span<ulong> subtracted = stackalloc ulong[modulus.LimbCount];
        modulus.Power(_group.Generator, x.Span, subtracted);
        modulus.Product(subtracted, _group.Multiplier, subtracted);
        Limbs.FromBytes(publicB, value);
        modulus.Difference(value, subtracted, value);
        using var exponent = SrpExponent.SumOfProduct(_a.Span, u, x.Span);
        modulus.Power(value, exponent.Span, value);
        var shared = new SecretBuffer(_group.SizeBytes);
        Limbs.ToBytes(value, shared.Span);
        Limbs.Clear(value);
        Limbs.Clear(subtracted);
        return shared;
    }

    public void Dispose() => _a.Dispose();
}
