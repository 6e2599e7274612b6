using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeAgent.Models.Sampling;

/// <summary>Philox4x32-10: a counter-based random number generator (Salmon and others, SC 2011, table 2).</summary>
/// <remarks>
/// A draw depends on key and counter alone, never on draws before it, so that an auditor can repeat any single one.
/// </remarks>
public static class Philox4x32
{
    /// <summary>Numbers that one counter gives.</summary>
    public const int Words = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;

    /// <summary>The four numbers of one counter under one key.</summary>
    public static void Block(UInt128 counter, ulong key, Span<uint> words)
    {
        var (c0, c1) = ((uint)counter, (uint)(counter >> 32));
        var (c2, c3) = ((uint)(counter >> 64), (uint)(counter >> 96));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1);
            (c2, c3) = ((uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += KeyStep0;
            k1 += KeyStep1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }

    /// <summary>The numbers of consecutive counters: the lowest word counts up, the others stand.</summary>
    /// <param name="counter">The first counter; its lowest word does not overflow within the run.</param>
    /// <param name="key">The key.</param>
    /// <param name="words">Takes <see cref="Words"/> numbers a counter; the length is a multiple of that.</param>
    public static void Fill(UInt128 counter, ulong key, Span<uint> words)
    {
        const int four = 4 * Words;
        while (words.Length >= four && (Sse2.IsSupported || AdvSimd.IsSupported))
        {
            FourBlocks(counter, key, words);
            counter += 4;
            words = words[four..];
        }
        for (; words.Length >= Words; words = words[Words..])
        {
            Block(counter, key, words);
            counter++;
        }
    }

    /// <summary>
    /// Four counters at once: each 64-bit lane holds one word of one counter in its lower half. The two halves of the
    /// work are independent, so that one computes while the other waits for its multiplication.
    /// </summary>
    /// <remarks>Upper halves hold rubbish in between; the multiplication reads lower halves only.</remarks>
    private static void FourBlocks(UInt128 counter, ulong key, Span<uint> words)
    {
        var a0 = Vector128.Create((uint)counter, (ulong)((uint)counter + 1));
        var b0 = Vector128.Create((ulong)((uint)counter + 2), (uint)counter + 3);
        var a1 = Vector128.Create((ulong)(uint)(counter >> 32));
        var a2 = Vector128.Create((ulong)(uint)(counter >> 64));
        var a3 = Vector128.Create((ulong)(uint)(counter >> 96));
        var (b1, b2, b3) = (a1, a2, a3);
        var key0 = Vector128.Create((ulong)(uint)key);
        var key1 = Vector128.Create(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var a0Product = MultiplyLowerHalves(a0, Multiplier0);
            var a1Product = MultiplyLowerHalves(a2, Multiplier1);
            var b0Product = MultiplyLowerHalves(b0, Multiplier0);
            var b1Product = MultiplyLowerHalves(b2, Multiplier1);
            a0 = (a1Product >>> 32) ^ a1 ^ key0;
            a1 = a1Product;
            a2 = (a0Product >>> 32) ^ a3 ^ key1;
            a3 = a0Product;
            b0 = (b1Product >>> 32) ^ b1 ^ key0;
            b1 = b1Product;
            b2 = (b0Product >>> 32) ^ b3 ^ key1;
            b3 = b0Product;
            // The sum may carry into the upper half, which nobody reads.
            key0 += Vector128.Create((ulong)KeyStep0);
            key1 += Vector128.Create((ulong)KeyStep1);
        }
        Store(a0, a1, a2, a3, words);
        Store(b0, b1, b2, b3, words[(2 * Words)..]);
    }

    private static void Store(
        Vector128<ulong> c0, Vector128<ulong> c1, Vector128<ulong> c2, Vector128<ulong> c3, Span<uint> words)
    {
        var lower = Vector128.Create(0xFFFF_FFFFul);
        var first = (c0 & lower) | (c1 << 32);
        var second = (c2 & lower) | (c3 << 32);
        // Two words at a time, in memory order: joining halves in a register goes through the stack and stalls.
        var pairs = MemoryMarshal.Cast<uint, ulong>(words);
        pairs[0] = first[0];
        pairs[1] = second[0];
        pairs[2] = first[1];
        pairs[3] = second[1];
    }

    private static Vector128<ulong> MultiplyLowerHalves(Vector128<ulong> values, uint multiplier) =>
        Sse2.IsSupported
            ? Sse2.Multiply(values.AsUInt32(), Vector128.Create((ulong)multiplier).AsUInt32())
            : AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(values), Vector64.Create(multiplier));
}
