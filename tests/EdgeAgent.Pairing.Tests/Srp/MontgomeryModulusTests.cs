using System.Numerics;
using CsCheck;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Tests.Srp;

/// <summary>Our arithmetic against the platform's, with operands that lie where carries do.</summary>
public sealed class MontgomeryModulusTests
{
    private static readonly Gen<byte[]> s_edge = Gen.OneOf(
        Gen.Byte.Array[32],
        Gen.Int[0, 3].Select(i => new byte[] { 0, 0xff, 1, 0x80 }[i]).Array[32],
        Gen.Const(new byte[32]));

    private static readonly Gen<byte[]> s_modulus = s_edge.Select(bytes =>
    {
        bytes = [.. bytes];
        bytes[0] |= 0x80;
        bytes[^1] |= 1;
        return bytes;
    });

    [Fact]
    public void Powers_products_sums_and_differences_agree_with_the_platform() =>
        Gen.Select(s_modulus, s_edge, s_edge, Gen.Byte.Array[0, 40]).Sample(
            (modulusBytes, leftBytes, rightBytes, exponent) =>
            {
                var n = Number(modulusBytes);
                var left = Number(leftBytes) % n;
                var right = Number(rightBytes) % n;
                var modulus = new MontgomeryModulus(modulusBytes);
                return Result(modulus, left, right, modulus.Product) == left * right % n
                    && Result(modulus, left, right, modulus.Sum) == (left + right) % n
                    && Result(modulus, left, right, modulus.Difference) == (left - right + n) % n
                    && Power(modulus, left, exponent) == BigInteger.ModPow(left, Number(exponent), n);
            },
            seed: "0001HnJDe5oC",
            iter: 5_000);

    [Fact]
    public void A_power_in_the_group_of_pairing_agrees_with_the_platform()
    {
        var group = SrpGroup.Standard;
        var n = Modulus();
        var exponent = Enumerable.Range(1, 32).Select(i => (byte)(i * 37)).ToArray();
        Assert.Equal(BigInteger.ModPow(5, Number(exponent), n), Number(group.PowerOfGenerator(exponent)));
    }

    [Fact]
    public void Zero_the_modulus_and_what_lies_above_are_no_elements()
    {
        var group = SrpGroup.Standard;
        var n = Modulus();
        Assert.False(group.Modulus.IsElement(new byte[group.SizeBytes]));
        Assert.False(group.Modulus.IsElement(Bytes(n, group.SizeBytes)));
        Assert.False(group.Modulus.IsElement(Bytes(n + 1, group.SizeBytes)));
        Assert.False(group.Modulus.IsElement(Enumerable.Repeat((byte)0xff, group.SizeBytes).ToArray()));
        Assert.False(group.Modulus.IsElement(new byte[] { 1 }));
        Assert.True(group.Modulus.IsElement(Bytes(1, group.SizeBytes)));
        Assert.True(group.Modulus.IsElement(Bytes(n - 1, group.SizeBytes)));
    }

    [Fact]
    public void The_modulus_of_pairing_is_the_one_of_RFC_5054() =>
        Assert.Equal(
            Org.BouncyCastle.Crypto.Agreement.Srp.Srp6StandardGroups.rfc5054_3072.N.ToByteArrayUnsigned(),
            Bytes(Modulus(), SrpGroup.Standard.SizeBytes));

    internal static BigInteger Modulus()
    {
        // N − 1 is −1 in the group: 0 − 1.
        var group = SrpGroup.Standard;
        var zero = new ulong[group.Modulus.LimbCount];
        var one = new ulong[group.Modulus.LimbCount];
        one[0] = 1;
        var result = new ulong[group.Modulus.LimbCount];
        group.Modulus.Difference(zero, one, result);
        var bytes = new byte[group.SizeBytes];
        Limbs.ToBytes(result, bytes);
        return Number(bytes) + 1;
    }

    internal static byte[] Bytes(BigInteger value, int size)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - bytes.Length], .. bytes];
    }

    internal static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private delegate void Operation(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result);

    private static BigInteger Result(MontgomeryModulus modulus, BigInteger left, BigInteger right, Operation operation)
    {
        var result = new ulong[modulus.LimbCount];
        operation(ToLimbs(modulus, left), ToLimbs(modulus, right), result);
        return FromLimbs(result);
    }

    private static BigInteger Power(MontgomeryModulus modulus, BigInteger value, byte[] exponent)
    {
        var result = new ulong[modulus.LimbCount];
        modulus.Power(ToLimbs(modulus, value), exponent, result);
        return FromLimbs(result);
    }

    private static ulong[] ToLimbs(MontgomeryModulus modulus, BigInteger value)
    {
        var limbs = new ulong[modulus.LimbCount];
        Limbs.FromBytes(Bytes(value, modulus.SizeBytes), limbs);
        return limbs;
    }

    private static BigInteger FromLimbs(ulong[] limbs)
    {
        var bytes = new byte[limbs.Length * 8];
        Limbs.ToBytes(limbs, bytes);
        return Number(bytes);
    }
}
