namespace EdgeAgent.Models.Sampling;

/// <summary>Gumbel noise by position and token: the argmax of logit/T + noise is a draw from softmax(logit/T).</summary>
/// <remarks>
/// For token id at absolute position p under a seed: x = word (id mod 4) of Philox4x32-10 with key = seed and counter
/// words (id div 4, p, 0, 0); u = (x + 0.5) / 2^32; noise = -ln(-ln u). The largest possible noise is 22.87.
/// </remarks>
public static class GumbelNoise
{
    /// <summary>No noise exceeds this.</summary>
    internal const double Largest = 22.88;

    private const double TableStart = -4;
    private const int TableStepsPerUnit = 8;

    /// <summary>For g = start + i/8: a number that every x with noise of at least g reaches.</summary>
    private static readonly uint[] s_leastBits = BuildTable();

    /// <summary>The noise of one token at one position.</summary>
    public static double At(ulong seed, int position, int token)
    {
        Span<uint> words = stackalloc uint[Philox4x32.Words];
        Philox4x32.Block(Counter(position, token), seed, words);
        return FromBits(words[token % Philox4x32.Words]);
    }

    /// <summary>The noise that a random number stands for; grows with the number.</summary>
    internal static double FromBits(uint bits) => -PortableMath.Ln(-PortableMath.Ln((bits + 0.5) / 4294967296.0));

    /// <summary>The random numbers of consecutive tokens.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="position">The absolute position.</param>
    /// <param name="firstToken">A multiple of four.</param>
    /// <param name="bits">One number a token; the length is a multiple of four.</param>
    internal static void Bits(ulong seed, int position, int firstToken, Span<uint> bits) =>
        Philox4x32.Fill(Counter(position, firstToken), seed, bits);

    /// <summary>A number that every x whose noise reaches <paramref name="noise"/> reaches; a bound, never too high.</summary>
    internal static uint LeastBitsFor(double noise)
    {
        var index = (int)Math.Floor((noise - TableStart) * TableStepsPerUnit);
        return index < 0 ? 0 : s_leastBits[Math.Min(index, s_leastBits.Length - 1)];
    }

    private static UInt128 Counter(int position, int token) =>
        new(0, ((ulong)(uint)position << 32) | (uint)(token / Philox4x32.Words));

    private static uint[] BuildTable()
    {
        var table = new uint[(int)((Largest - TableStart) * TableStepsPerUnit)];
        for (var i = 0; i < table.Length; i++)
        {
            // A hundredth below the step: far more than the rounding of this formula and of FromBits together.
            var noise = TableStart + ((double)i / TableStepsPerUnit) - 0.01;
            table[i] = (uint)Math.Clamp((Math.Exp(-Math.Exp(-noise)) * 4294967296.0) - 1, 0, uint.MaxValue);
        }
        return table;
    }
}
