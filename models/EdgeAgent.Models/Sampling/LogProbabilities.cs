using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Sampling;

/// <summary>Log-probabilities from logits. For people and audits, never for a draw: these use the C library.</summary>
public static class LogProbabilities
{
    /// <summary>
    /// Natural logarithm of the sum of all e^logit: a logit less this is its token's log-probability.
    /// </summary>
    /// <exception cref="InferenceException">A logit is not a number, or the largest is infinite.</exception>
    public static double Normalizer(ReadOnlySpan<float> logits)
    {
        var largest = logits[LogitScan.Largest(logits)];
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - largest);
        }
        return largest + Math.Log(sum);
    }

    /// <summary>Tokens with a larger logit than this one.</summary>
    public static int Rank(ReadOnlySpan<float> logits, int token)
    {
        var own = logits[token];
        var rank = 0;
        foreach (var logit in logits)
        {
            rank += logit > own ? 1 : 0;
        }
        return rank;
    }

    /// <summary>A token's log-probability and those of the likeliest.</summary>
    /// <param name="logits">One a token of the vocabulary.</param>
    /// <param name="chosen">The token.</param>
    /// <param name="count">How many of the likeliest.</param>
    /// <exception cref="InferenceException">A logit is not a number, or the largest is infinite.</exception>
    public static TokenLogProbabilities Of(ReadOnlySpan<float> logits, int chosen, int count)
    {
        var normalizer = Normalizer(logits);
        var top = new List<Candidate>(count + 1);
        for (var token = 0; token < logits.Length && count > 0; token++)
        {
            var candidate = new Candidate(logits[token], token, 1);
            if (top.Count == count && !candidate.Precedes(top[^1]))
            {
                continue;
            }
            var place = top.Count;
            while (place > 0 && candidate.Precedes(top[place - 1]))
            {
                place--;
            }
            top.Insert(place, candidate);
            if (top.Count > count)
            {
                top.RemoveAt(count);
            }
        }
        return new TokenLogProbabilities(
            new TokenProbability(chosen, logits[chosen] - normalizer),
            [.. top.Select(candidate => new TokenProbability(candidate.Token, candidate.Logit - normalizer))]);
    }
}
