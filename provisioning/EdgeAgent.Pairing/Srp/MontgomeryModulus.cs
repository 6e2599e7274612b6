namespace EdgeAgent.Pairing.Srp;

/// <summary>
/// Arithmetic modulo one public odd number whose top bit is set. Time and memory access do not depend on the operands, and nothing
/// stays behind: all working space is on the stack and cleared. (The general big integers of .NET and BouncyCastle promise neither.)
/// </summary>
/// <remarks>Numbers are little-endian limbs of 64 bits, always <see cref="LimbCount"/> of them, below the modulus. Montgomery
/// multiplication is the coarsely integrated method (Koç, Acar, Kaliski 1996).</remarks>
internal sealed class MontgomeryModulus
{
    /// <summary>Room for 4,096 bits.</summary>
    public const int MaxLimbs = 64;

    private const int WindowBits = 4;
    private const int WindowEntries = 1 << WindowBits;

    private readonly ulong[] _modulus;
    private readonly ulong[] _rSquared;
    private readonly ulong _negatedInverse;

    /// <param name="modulus">Big endian, a multiple of 8 bytes, odd, top bit set.</param>
    public MontgomeryModulus(ReadOnlySpan<byte> modulus)
    {
        if (modulus.Length is 0 or > MaxLimbs * 8 || modulus.Length % 8 != 0
            || (modulus[0] & 0x80) == 0 || (modulus[^1] & 1) == 0)
        {
            throw new ArgumentException("Expected an odd number that fills its limbs.", nameof(modulus));
        }
        _modulus = new ulong[modulus.Length / 8];
        Limbs.FromBytes(modulus, _modulus);
        _negatedInverse = NegatedInverse(_modulus[0]);
        _rSquared = RSquared(_modulus);
    }

    public int LimbCount => _modulus.Length;

    public int SizeBytes => _modulus.Length * 8;

    /// <summary>Whether big-endian bytes of the modulus' length are a number below the modulus and not zero.</summary>
    public bool IsElement(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            return false;
        }
        Span<ulong> value = stackalloc ulong[LimbCount];
        Span<ulong> scratch = stackalloc ulong[LimbCount];
        Limbs.FromBytes(bytes, value);
        var any = 0ul;
        foreach (var limb in value)
        {
            any |= limb;
        }
        var below = Limbs.Subtract(value, _modulus, scratch) != 0;
        Limbs.Clear(value);
        Limbs.Clear(scratch);
        return below && any != 0;
    }

    /// <summary><paramref name="result"/> = value^exponent mod N; the exponent is big endian and its length is public.</summary>
    public void Power(ReadOnlySpan<ulong> value, ReadOnlySpan<byte> exponent, Span<ulong> result)
    {
        var limbs = LimbCount;
        Span<ulong> table = stackalloc ulong[WindowEntries * limbs];
        Span<ulong> accumulator = stackalloc ulong[limbs];
        Span<ulong> chosen = stackalloc ulong[limbs];
        chosen.Clear();
        chosen[0] = 1;
        Multiply(chosen, _rSquared, table[..limbs]); // 1 in Montgomery form
        Multiply(value, _rSquared, table.Slice(limbs, limbs));
        for (var i = 2; i < WindowEntries; i++)
        {
            Multiply(table.Slice((i - 1) * limbs, limbs), table.Slice(limbs, limbs), table.Slice(i * limbs, limbs));
        }
        table[..limbs].CopyTo(accumulator);
        foreach (var octet in exponent)
        {
            for (var shift = 8 - WindowBits; shift >= 0; shift -= WindowBits)
            {
                for (var i = 0; i < WindowBits; i++)
                {
                    Multiply(accumulator, accumulator, accumulator);
                }
                Choose(table, (octet >> shift) & (WindowEntries - 1), chosen);
                Multiply(accumulator, chosen, accumulator);
            }
        }
        chosen.Clear();
        chosen[0] = 1;
        Multiply(accumulator, chosen, result); // out of Montgomery form
        Limbs.Clear(table);
        Limbs.Clear(accumulator);
        Limbs.Clear(chosen);
    }

    /// <summary><paramref name="result"/> = left · right mod N.</summary>
    public void Product(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        Span<ulong> lifted = stackalloc ulong[LimbCount];
        Multiply(left, _rSquared, lifted);
        Multiply(lifted, right, result);
        Limbs.Clear(lifted);
    }

    /// <summary><paramref name="result"/> = left + right mod N.</summary>
    public void Sum(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        Span<ulong> sum = stackalloc ulong[LimbCount];
        Span<ulong> reduced = stackalloc ulong[LimbCount];
        var carry = Limbs.Add(left, right, sum);
        var borrow = Limbs.Subtract(sum, _modulus, reduced);
        Limbs.Blend(reduced, sum, Limbs.Mask(borrow & ~carry & 1), result);
        Limbs.Clear(sum);
        Limbs.Clear(reduced);
    }

    /// <summary><paramref name="result"/> = left − right mod N.</summary>
    public void Difference(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        Span<ulong> difference = stackalloc ulong[LimbCount];
        Span<ulong> raised = stackalloc ulong[LimbCount];
        var borrow = Limbs.Subtract(left, right, difference);
        Limbs.Add(difference, _modulus, raised);
        Limbs.Blend(difference, raised, Limbs.Mask(borrow), result);
        Limbs.Clear(difference);
        Limbs.Clear(raised);
    }

    /// <summary>result = left · right / R mod N; operands and result may be the same place.</summary>
    private void Multiply(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        var limbs = LimbCount;
        ReadOnlySpan<ulong> modulus = _modulus;
        Span<ulong> t = stackalloc ulong[limbs + 2];
        t.Clear();
        for (var i = 0; i < limbs; i++)
        {
            var carry = AddProduct(t, right, left[i], limbs);
            var top = t[limbs] + carry;
            t[limbs + 1] = top < carry ? 1ul : 0ul;
            t[limbs] = top;
            ReduceOne(t, modulus, limbs);
        }
        Span<ulong> reduced = stackalloc ulong[limbs];
        var borrow = Limbs.Subtract(t[..limbs], modulus, reduced);
        Limbs.Blend(reduced, t[..limbs], Limbs.Mask(borrow & ~t[limbs] & 1), result);
        Limbs.Clear(t);
        Limbs.Clear(reduced);
    }

    /// <summary>t += right · factor; the carry out of limb <paramref name="limbs"/> − 1.</summary>
    private static ulong AddProduct(Span<ulong> t, ReadOnlySpan<ulong> right, ulong factor, int limbs)
    {
        var carry = 0ul;
        for (var j = 0; j < limbs; j++)
        {
            var high = Math.BigMul(right[j], factor, out var low);
            low += carry;
            high += low < carry ? 1ul : 0ul;
            low += t[j];
            high += low < t[j] ? 1ul : 0ul;
            t[j] = low;
            carry = high;
        }
        return carry;
    }

    /// <summary>Adds the multiple of the modulus that clears the lowest limb, and shifts one limb down.</summary>
    private void ReduceOne(Span<ulong> t, ReadOnlySpan<ulong> modulus, int limbs)
    {
        var factor = t[0] * _negatedInverse;
        var carry = AddProduct(t, modulus, factor, limbs);
        var top = t[limbs] + carry;
        var over = top < carry ? 1ul : 0ul;
        t.Slice(1, limbs - 1).CopyTo(t);
        t[limbs - 1] = top;
        t[limbs] = t[limbs + 1] + over;
        t[limbs + 1] = 0;
    }

    /// <summary>Copies one entry while reading all of them.</summary>
    private static void Choose(ReadOnlySpan<ulong> table, int index, Span<ulong> chosen)
    {
        chosen.Clear();
        for (var entry = 0; entry < WindowEntries; entry++)
        {
            var difference = (ulong)(entry ^ index);
            var mask = ((difference | (0ul - difference)) >> 63) - 1; // all ones where the difference is zero
            var candidate = table.Slice(entry * chosen.Length, chosen.Length);
            for (var i = 0; i < chosen.Length; i++)
            {
                chosen[i] |= candidate[i] & mask;
            }
        }
    }

    /// <summary>−N⁻¹ mod 2⁶⁴ by Newton's iteration: each step doubles the number of good bits, from 5.</summary>
    private static ulong NegatedInverse(ulong lowest)
    {
        var inverse = (lowest * 3) ^ 2;
        for (var i = 0; i < 4; i++)
        {
            inverse *= 2 - (lowest * inverse);
        }
        return 0ul - inverse;
    }

    /// <summary>R² mod N, by doubling R mod N once for each bit of R; only public values.</summary>
    private static ulong[] RSquared(ReadOnlySpan<ulong> modulus)
    {
        var value = new ulong[modulus.Length];
        Limbs.Subtract(value, modulus, value); // R − N, which is R mod N because N's top bit is set
        var reduced = new ulong[modulus.Length];
        for (var i = 0; i < modulus.Length * 64; i++)
        {
            var carry = Limbs.Add(value, value, value);
            var borrow = Limbs.Subtract(value, modulus, reduced);
            Limbs.Blend(reduced, value, Limbs.Mask(borrow & ~carry & 1), value);
        }
        return value;
    }
}
