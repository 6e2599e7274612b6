using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Tests.Sampling;

/// <summary>
/// The sampler's documentation, written down without any haste: sorts the whole vocabulary at each step.
/// </summary>
internal static class PlainSampler
{
    public static int Draw(float[] logits, SamplingParameters sampling, ulong seed, int position, int[] before)
    {
        logits = [.. logits];
        foreach (var token in before.TakeLast(sampling.RepetitionWindow).Distinct())
        {
            logits[token] = logits[token] > 0
                ? logits[token] / sampling.RepetitionPenalty
                : logits[token] * sampling.RepetitionPenalty;
        }
        var best = Enumerable.Range(0, logits.Length)
            .OrderByDescending(token => logits[token])
            .ThenBy(token => token)
            .ToList();
        if (sampling.Temperature == 0)
        {
            return best[0];
        }
        var largest = logits[best[0]];
        var kept = sampling.TopK > 0 ? best.Take(sampling.TopK).ToList() : best;
        if (sampling.TopP < 1)
        {
            kept = TopP(kept, logits, largest, sampling.TopP);
        }
        if (sampling.MinP > 0)
        {
            kept = [.. kept.Where(token => logits[token] >= largest + PortableMath.Ln(sampling.MinP))];
        }
        return kept
            .OrderByDescending(
                token => (logits[token] / (double)sampling.Temperature) + GumbelNoise.At(seed, position, token))
            .ThenBy(token => token)
            .First();
    }

    private static List<int> TopP(List<int> tokens, float[] logits, float largest, float topP)
    {
        var weights = new int[1];
        var weighed = tokens.ConvertAll(token =>
        {
            PortableMath.Weights([logits[token]], largest, weights);
            return (Token: token, Weight: (long)weights[0]);
        });
        var target = (long)Math.Ceiling(topP * (double)weighed.Sum(item => item.Weight));
        var kept = new List<int>();
        var reached = 0L;
        foreach (var (token, weight) in weighed)
        {
            kept.Add(token);
            reached += weight;
            if (reached >= target)
            {
                break;
            }
        }
        return kept;
    }
}
