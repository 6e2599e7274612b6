using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Sampling;

/// <summary>Top-k, top-p and min-p.</summary>
internal sealed class CandidateCuts(int vocabularyTokens)
{
    /// <summary>Logits in one block of the bound for top-k: many enough blocks for the usual k of 40 in any vocabulary.</summary>
    private const int BlockTokens = 64;

    private readonly float[] _blockLargest = new float[(vocabularyTokens + BlockTokens - 1) / BlockTokens];
    private Candidate[]? _candidates;
    private Candidate[]? _blocks;
    private int[]? _weights;
    private float[]? _logits;

    /// <summary>Whether any of the three cuts is on.</summary>
    public bool AnyApply(SamplingParameters sampling) => CutsK(sampling) || sampling.TopP < 1 || sampling.MinP > 0;

    /// <summary>The tokens that stay, in no particular order; at least the likeliest.</summary>
    public ReadOnlySpan<Candidate> Keep(ReadOnlySpan<float> logits, float largest, SamplingParameters sampling)
    {
        _candidates ??= new Candidate[vocabularyTokens];
        var least = LeastLogit(largest, sampling.MinP);
        int count;
        if (CutsK(sampling))
        {
            count = KeepTopK(logits, sampling.TopK);
            count = sampling.TopP < 1 ? KeepTopP(_candidates.AsSpan(0, count), largest, sampling.TopP) : count;
        }
        else if (sampling.TopP < 1)
        {
            count = KeepTopP(logits, largest, sampling.TopP);
        }
        else
        {
            return _candidates.AsSpan(0, LogitScan.Collect(logits, least, _candidates));
        }
        return sampling.MinP > 0 ? KeepAtLeast(count, least) : _candidates.AsSpan(0, count);
    }

    private bool CutsK(SamplingParameters sampling) => sampling.TopK > 0 && sampling.TopK < vocabularyTokens;

    /// <summary>The least float that is at least largest + ln(min-p).</summary>
    private static float LeastLogit(float largest, float minP)
    {
        if (minP <= 0)
        {
            return float.NegativeInfinity;
        }
        var exact = largest + PortableMath.Ln(minP);
        var rounded = (float)exact;
        return rounded < exact ? MathF.BitIncrement(rounded) : rounded;
    }

    private ReadOnlySpan<Candidate> KeepAtLeast(int count, float least)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (_candidates![i].Logit >= least)
            {
                _candidates[kept++] = _candidates[i];
            }
        }
        return _candidates.AsSpan(0, kept);
    }

    /// <summary>
    /// The k-th largest of the blocks' maxima bounds the k-th largest logit from below, so one vectorised pass leaves
    /// little more than k candidates to select from.
    /// </summary>
    private int KeepTopK(ReadOnlySpan<float> logits, int k)
    {
        var threshold = float.NegativeInfinity;
        if (k <= _blockLargest.Length)
        {
            _blocks ??= new Candidate[_blockLargest.Length];
            for (var block = 0; block < _blockLargest.Length; block++)
            {
                var start = block * BlockTokens;
                var largest = LogitScan.Max(logits[start..Math.Min(start + BlockTokens, logits.Length)]);
                _blocks[block] = new Candidate(largest, block, 1);
            }
            var best = CandidateSelection.KeepBest(_blocks, k);
            threshold = float.PositiveInfinity;
            foreach (var block in _blocks.AsSpan(0, best))
            {
                threshold = MathF.Min(threshold, block.Logit);
            }
        }
        var count = LogitScan.Collect(logits, threshold, _candidates!);
        return count <= k ? count : CandidateSelection.KeepBest(_candidates.AsSpan(0, count), k);
    }

    /// <summary>Top-p over what top-k kept.</summary>
    private int KeepTopP(Span<Candidate> candidates, float largest, float topP)
    {
        _logits ??= new float[vocabularyTokens];
        _weights ??= new int[vocabularyTokens];
        for (var i = 0; i < candidates.Length; i++)
        {
            _logits[i] = candidates[i].Logit;
        }
        var sum = PortableMath.Weights(_logits.AsSpan(0, candidates.Length), largest, _weights);
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = candidates[i] with { Weight = _weights[i] };
        }
        return CandidateSelection.KeepBest(candidates, Target(sum, topP));
    }

    /// <summary>Top-p over the whole vocabulary.</summary>
    /// <remarks>
    /// Tokens that each weigh at most (1-p) · sum / vocabulary weigh at most (1-p) · sum together, so the rest already
    /// reaches p and the selection need not look at them.
    /// </remarks>
    private int KeepTopP(ReadOnlySpan<float> logits, float largest, float topP)
    {
        _weights ??= new int[vocabularyTokens];
        var sum = PortableMath.Weights(logits, largest, _weights);
        var target = Target(sum, topP);
        var negligible = (sum - target) / vocabularyTokens;
        var count = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            if (_weights[token] > negligible)
            {
                _candidates![count++] = new Candidate(logits[token], token, _weights[token]);
            }
        }
        return CandidateSelection.KeepBest(_candidates.AsSpan(0, count), target);
    }

    private static long Target(long sum, float topP) => Math.Max(1, (long)Math.Ceiling(topP * (double)sum));
}
