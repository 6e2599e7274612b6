using System.Numerics;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Sampling;

/// <summary>Vectorised passes over logits.</summary>
internal static class LogitScan
{
    /// <summary>Index of the largest logit, the lowest among equals.</summary>
    /// <exception cref="InferenceException">A logit is not a number, or the largest is infinite.</exception>
    public static int Largest(ReadOnlySpan<float> logits)
    {
        var largest = Max(logits);
        if (!float.IsFinite(largest))
        {
            throw new InferenceException("The model computed logits that are no numbers; its file is damaged or its weights overflow.");
        }
        return FirstIndexOf(logits, largest);
    }

    /// <summary>The largest logit; not a number if any is not.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        var i = 0;
        var largest = float.NegativeInfinity;
        if (logits.Length >= Vector<float>.Count)
        {
            // Two accumulators: one alone waits on its own latency.
            var even = new Vector<float>(float.NegativeInfinity);
            var odd = even;
            for (; i <= logits.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
            {
                even = Vector.Max(even, new Vector<float>(logits[i..]));
                odd = Vector.Max(odd, new Vector<float>(logits[(i + Vector<float>.Count)..]));
            }
            even = Vector.Max(even, odd);
            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                largest = MathF.Max(largest, even[lane]);
            }
        }
        for (; i < logits.Length; i++)
        {
            largest = MathF.Max(largest, logits[i]);
        }
        return largest;
    }

    /// <summary>The library's IndexOf compares floats one by one.</summary>
    private static int FirstIndexOf(ReadOnlySpan<float> logits, float present)
    {
        var i = 0;
        var sought = new Vector<float>(present);
        while (i <= logits.Length - Vector<float>.Count && !Vector.EqualsAny(new Vector<float>(logits[i..]), sought))
        {
            i += Vector<float>.Count;
        }
        while (logits[i] != present)
        {
            i++;
        }
        return i;
    }

    /// <summary>Takes every token whose logit is at least the threshold, weight 1, in order of ids.</summary>
    /// <returns>How many it took.</returns>
    public static int Collect(ReadOnlySpan<float> logits, float threshold, Candidate[] taken)
    {
        var bound = new Vector<float>(threshold);
        var count = 0;
        for (var i = 0; i < logits.Length; i += Vector<float>.Count)
        {
            var end = Math.Min(i + Vector<float>.Count, logits.Length);
            if (end - i == Vector<float>.Count && Vector.LessThanAll(new Vector<float>(logits[i..]), bound))
            {
                continue;
            }
            for (var token = i; token < end; token++)
            {
                if (logits[token] >= threshold)
                {
                    taken[count++] = new Candidate(logits[token], token, 1);
                }
            }
        }
        return count;
    }
}
