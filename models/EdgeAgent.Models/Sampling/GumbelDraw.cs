using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Sampling;

/// <summary>One draw by the Gumbel-max rule; see <see cref="GumbelNoise"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct GumbelDraw(ulong seed, int position, float temperature)
{
    /// <summary>Tokens whose random numbers are made together; a multiple of four.</summary>
    private const int TileTokens = 64;

    private double _best = double.NegativeInfinity;
    private int _token = int.MaxValue;

    /// <summary>Draws among candidates.</summary>
    public int FromCandidates(ReadOnlySpan<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            Offer(candidate.Logit, candidate.Token, GumbelNoise.At(seed, position, candidate.Token));
        }
        return _token;
    }

    /// <summary>Draws among all tokens.</summary>
    /// <param name="logits">One a token.</param>
    /// <param name="likeliest">Its score makes a bound that most others miss without a logarithm.</param>
    public int FromAll(ReadOnlySpan<float> logits, int likeliest)
    {
        Offer(logits[likeliest], likeliest, GumbelNoise.At(seed, position, likeliest));
        Span<uint> bits = stackalloc uint[TileTokens];
        for (var start = 0; start < logits.Length; start += TileTokens)
        {
            var tile = logits[start..Math.Min(start + TileTokens, logits.Length)];
            var needed = _best - (LogitScan.Max(tile) / (double)temperature);
            if (needed > GumbelNoise.Largest)
            {
                continue;
            }
            GumbelNoise.Bits(seed, position, start, bits);
            var least = GumbelNoise.LeastBitsFor(needed);
            for (var i = 0; i < tile.Length; i++)
            {
                if (bits[i] >= least)
                {
                    Offer(tile[i], start + i, GumbelNoise.FromBits(bits[i]));
                }
            }
        }
        return _token;
    }

    private void Offer(float logit, int token, double noise)
    {
        var score = (logit / (double)temperature) + noise;
        if (score > _best || (score == _best && token < _token))
        {
            _best = score;
            _token = token;
        }
    }
}
