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
        const int pair = 2 * Words;
        while (words.Length >= pair && (Sse2.IsSupported || AdvSimd.IsSupported))
        {
            BlockPair(counter, key, words);
            counter += 2;
            words = words[pair..];
        }
        for (; words.Length >= Words; words = words[Words..])
        {
            Block(counter, key, words);
            counter++;
        }
    }

    /// <summary>Two counters at once: each 64-bit lane holds one word of one counter in its lower half.</summary>
    /// <remarks>Upper halves hold rubbish in between; the multiplication reads lower halves only.</remarks>
    private static void BlockPair(UInt128 counter, ulong key, Span<uint> words)
    {
        var c0 = Vector128.Create((uint)counter, (ulong)((uint)counter + 1));
        var c1 = Vector128.Create((ulong)(uint)(counter >> 32));
        var c2 = Vector128.Create((ulong)(uint)(counter >> 64));
        var c3 = Vector128.Create((ulong)(uint)(counter >> 96));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = MultiplyLowerHalves(c0, Multiplier0);
            var product1 = MultiplyLowerHalves(c2, Multiplier1);
            (c0, c1) = ((product1 >>> 32) ^ c1 ^ Vector128.Create((ulong)k0), product1);
            (c2, c3) = ((product0 >>> 32) ^ c3 ^ Vector128.Create((ulong)k1), product0);
            k0 += KeyStep0;
            k1 += KeyStep1;
        }
        for (var lane = 0; lane < 2; lane++)
        {
            words[(lane * Words) + 0] = (uint)c0[lane];
            words[(lane * Words) + 1] = (uint)c1[lane];
            words[(lane * Words) + 2] = (uint)c2[lane];
            words[(lane * Words) + 3] = (uint)c3[lane];
        }
    }

    private static Vector128<ulong> MultiplyLowerHalves(Vector128<ulong> values, uint multiplier) =>
        Sse2.IsSupported
            ? Sse2.Multiply(values.AsUInt32(), Vector128.Create((ulong)multiplier).AsUInt32())
            : AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(values), Vector64.Create(multiplier));
}
