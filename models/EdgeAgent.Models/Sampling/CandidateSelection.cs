using System.Diagnostics;

namespace EdgeAgent.Models.Sampling;

/// <summary>Finds the shortest run of best candidates that reaches a sum, without sorting.</summary>
internal static class CandidateSelection
{
    /// <summary>Moves the best candidates to the front.</summary>
    /// <param name="candidates">Any order; reordered. At least one.</param>
    /// <param name="target">The sum of weights to reach; a target that all together miss keeps all.</param>
    /// <returns>How many of the best it takes.</returns>
    /// <remarks>Quickselect by weight. Order and weights are total and whole, so the kept set is unique.</remarks>
    public static int KeepBest(Span<Candidate> candidates, long target)
    {
        Debug.Assert(candidates.Length > 0);
        var (low, high) = (0, candidates.Length);
        var reached = 0L;
        while (high - low > 1)
        {
            var (split, mass) = Partition(candidates[low..high]);
            if (reached + mass >= target)
            {
                high = low + split;
            }
            else
            {
                reached += mass;
                low += split;
            }
        }
        return low + 1;
    }

    /// <summary>Splits into a front that precedes the back; both parts are non-empty.</summary>
    private static (int Split, long FrontMass) Partition(Span<Candidate> part)
    {
        var pivot = Median(part[0], part[part.Length / 2], part[^1]);
        var (i, j) = (0, part.Length - 1);
        var mass = 0L;
        while (true)
        {
            while (part[i].Precedes(pivot))
            {
                mass += part[i++].Weight;
            }
            while (pivot.Precedes(part[j]))
            {
                j--;
            }
            if (i >= j)
            {
                break;
            }
            (part[i], part[j]) = (part[j], part[i]);
            mass += part[i++].Weight;
            j--;
        }
        // The pivot itself may stand at i; it opens the back unless the front would be empty.
        if (i == 0)
        {
            mass = part[i++].Weight;
        }
        return (i, mass);
    }

    private static Candidate Median(Candidate a, Candidate b, Candidate c)
    {
        if (b.Precedes(a))
        {
            (a, b) = (b, a);
        }
        if (c.Precedes(b))
        {
            b = c.Precedes(a) ? a : c;
        }
        return b;
    }
}
