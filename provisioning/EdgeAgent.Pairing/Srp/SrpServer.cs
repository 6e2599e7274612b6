namespace EdgeAgent.Pairing.Srp;

/// <summary>The side that holds the verifier: the device. One run, one private exponent.</summary>
internal sealed class SrpServer : IDisposable
{
    private readonly SrpGroup _group;
    private readonly SecretBuffer _b;
    private readonly SecretBuffer _verifier;

    /// <summary>With a fresh random exponent.</summary>
    /// <param name="group">The group.</param>
    /// <param name="verifier">v = g^x mod N, padded; copied.</param>
    /// <exception cref="ArgumentException">The verifier is no element of the group.</exception>
    public SrpServer(SrpGroup group, ReadOnlySpan<byte> verifier)
    {
        _group = group;
        _verifier = Checked(group, verifier);
        _b = SecretBuffer.Random(SrpGroup.ExponentBytes);
        PublicB = ComputePublic();
    }

    /// <summary>With a given exponent, for known answers; copied.</summary>
    internal SrpServer(SrpGroup group, ReadOnlySpan<byte> verifier, ReadOnlySpan<byte> exponent)
    {
        _group = group;
        _verifier = Checked(group, verifier);
        _b = new SecretBuffer(exponent);
        PublicB = ComputePublic();
    }

    /// <summary>B = k·v + g^b mod N, padded.</summary>
    public byte[] PublicB { get; }

    /// <summary>S = (A·v^u)^b mod N, padded; none where A is no element of the group or u is zero.</summary>
    public SecretBuffer? Agree(ReadOnlySpan<byte> publicA)
    {
        var modulus = _group.Modulus;
        if (!modulus.IsElement(publicA) || _group.Scrambler(publicA, PublicB) is not { } u)
        {
            return null;
        }
        Span<ulong> value = stackalloc ulong[modulus.LimbCount];
        Span<ulong> power = stackalloc ulong[modulus.LimbCount];
        Limbs.FromBytes(_verifier.Span, value);
        modulus.Power(value, u, power);
        Limbs.FromBytes(publicA, value);
        modulus.Product(value, power, value);
        modulus.Power(value, _b.Span, value);
        var shared = new SecretBuffer(_group.SizeBytes);
        Limbs.ToBytes(value, shared.Span);
        Limbs.Clear(value);
        Limbs.Clear(power);
        return shared;
    }

    public void Dispose()
    {
        _b.Dispose();
        _verifier.Dispose();
    }

    private static SecretBuffer Checked(SrpGroup group, ReadOnlySpan<byte> verifier) => group.Modulus.IsElement(verifier)
        ? new SecretBuffer(verifier)
        : throw new ArgumentException("The verifier is no element of the group.", nameof(verifier));

    private byte[] ComputePublic()
    {
        var modulus = _group.Modulus;
        Span<ulong> value = stackalloc ulong[modulus.LimbCount];
        Span<ulong> power = stackalloc ulong[modulus.LimbCount];
        Limbs.FromBytes(_verifier.Span, value);
        modulus.Product(value, _group.Multiplier, value);
        modulus.Power(_group.Generator, _b.Span, power);
        modulus.Sum(value, power, value);
        var bytes = new byte[_group.SizeBytes];
        Limbs.ToBytes(value, bytes);
        Limbs.Clear(value);
        Limbs.Clear(power);
        return bytes;
    }
}
