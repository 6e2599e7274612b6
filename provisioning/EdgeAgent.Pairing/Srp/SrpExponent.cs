namespace EdgeAgent.Pairing.Srp;

/// <summary>The client's exponent a + u·x, an integer, never reduced: the order of the group plays no part in SRP.</summary>
internal static class SrpExponent
{
    /// <summary>addend + left · right, big endian, long enough for every input; the time depends on the lengths only.</summary>
    public static SecretBuffer SumOfProduct(ReadOnlySpan<byte> addend, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var size = Math.Max(addend.Length, left.Length + right.Length) + 1;
        var sum = new SecretBuffer(size);
        var result = sum.Span;
        addend.CopyTo(result[(size - addend.Length)..]);
        for (var i = 0; i < left.Length; i++)
        {
            var carry = 0;
            var position = size - 1 - i;
            for (var j = 0; j < right.Length; j++, position--)
            {
                carry += result[position] + (left[^(i + 1)] * right[^(j + 1)]);
                result[position] = (byte)carry;
                carry >>= 8;
            }
            for (; position >= 0; position--)
            {
                carry += result[position];
                result[position] = (byte)carry;
                carry >>= 8;
            }
        }
        return sum;
    }
}
