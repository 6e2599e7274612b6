using System.Globalization;
using System.Numerics;
using CsCheck;
using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity.Tests.Curves;

public sealed class GroupOrderTests
{
    private static readonly BigInteger s_order = BigInteger.Parse(
        "115792089237316195423570985008687907852837564279074904382605163141518161494337", CultureInfo.InvariantCulture);

    [Fact]
    public void Order_and_half_are_the_published_numbers()
    {
        Assert.Equal(s_order, new BigInteger(GroupOrder.Bytes, isUnsigned: true, isBigEndian: true));
        Assert.Equal((s_order - 1) / 2, new BigInteger(GroupOrder.Half, isUnsigned: true, isBigEndian: true));
    }

    [Fact]
    public void Ranges_and_reduction_agree_with_big_integers() =>
        Gen.Frequency((1, Gen.Byte.Array[32]), (1, Gen.Byte.Array[17].Select(NearOrder)))
            .Sample(bytes =>
            {
                var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
                Assert.Equal(value > 0 && value < s_order, GroupOrder.IsScalar(bytes));
                Assert.Equal(value > 0 && value <= (s_order - 1) / 2, GroupOrder.IsLowScalar(bytes));
                GroupOrder.Reduce(bytes);
                Assert.Equal(value % s_order, new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
            }, iter: 2_000, threads: 1);

    private static byte[] NearOrder(byte[] tail) => [.. Enumerable.Repeat((byte)0xff, 15), .. tail];
}
