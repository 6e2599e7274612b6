using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EdgeAgent.Pairing.Srp;

/// <summary>Unsigned numbers of several limbs of 64 bits, lowest first. No branch and no address depends on their value.</summary>
internal static class Limbs
{
    /// <summary>Big-endian bytes to limbs; shorter input is padded with zeros.</summary>
    public static void FromBytes(ReadOnlySpan<byte> bytes, Span<ulong> limbs)
    {
        Debug.Assert(bytes.Length <= limbs.Length * 8, "the number fits");
        limbs.Clear();
        for (var i = 0; i < bytes.Length; i++)
        {
            limbs[i / 8] |= (ulong)bytes[bytes.Length - 1 - i] << (8 * (i % 8));
        }
    }

    /// <summary>Limbs to big-endian bytes of full length.</summary>
    public static void ToBytes(ReadOnlySpan<ulong> limbs, Span<byte> bytes)
    {
        for (var i = 0; i < limbs.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[((limbs.Length - 1 - i) * 8)..], limbs[i]);
        }
    }

    public static void Clear(Span<ulong> limbs) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(limbs));

    /// <summary>The sum, and its carry out as 0 or 1; places may be the same.</summary>
    public static ulong Add(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        var carry = 0ul;
        for (var i = 0; i < result.Length; i++)
        {
            var sum = left[i] + right[i];
            var over = sum < left[i] ? 1ul : 0ul;
            var total = sum + carry;
            over |= total < sum ? 1ul : 0ul;
            result[i] = total;
            carry = over;
        }
        return carry;
    }

    /// <summary>The difference, and its borrow out as 0 or 1; places may be the same.</summary>
    public static ulong Subtract(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        var borrow = 0ul;
        for (var i = 0; i < result.Length; i++)
        {
            var difference = left[i] - right[i];
            var under = left[i] < right[i] ? 1ul : 0ul;
            var total = difference - borrow;
            under |= difference < borrow ? 1ul : 0ul;
            result[i] = total;
            borrow = under;
        }
        return borrow;
    }

    /// <summary>All ones for 1, zero for 0.</summary>
    public static ulong Mask(ulong bit) => 0ul - bit;

    /// <summary>Takes <paramref name="whenSet"/> under a mask of ones, else <paramref name="whenClear"/>.</summary>
    public static void Blend(
        ReadOnlySpan<ulong> whenClear, ReadOnlySpan<ulong> whenSet, ulong mask, Span<ulong> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (whenClear[i] & ~mask) | (whenSet[i] & mask);
        }
    }
}
