namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Learns merges from word counts: the most frequent pair first, ties by the pieces' order.</summary>
/// <remarks>
/// No merge takes a digit, so that numbers are copied digit by digit. Words carry their space in front; prompts put a
/// space before every word, so a name has the same pieces wherever it stands.
/// </remarks>
internal static class BytePairTrainer
{
    /// <summary>Learns up to <paramref name="count"/> merges.</summary>
    public static List<(string Left, string Right)> Train(IReadOnlyDictionary<string, long> wordCounts, int count)
    {
        var words = wordCounts
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (Pieces: ByteAlphabet.FromText(pair.Key).Select(c => c.ToString()).ToList(), pair.Value))
            .ToList();
        var merges = new List<(string Left, string Right)>(count);
        var pairs = new Dictionary<(string Left, string Right), long>();
        foreach (var (pieces, weight) in words)
        {
            Count(pairs, pieces, weight);
        }
        while (merges.Count < count)
        {
            var best = Best(pairs);
            if (best is not { } merge)
            {
                break;
            }
            merges.Add(merge);
            foreach (var (pieces, weight) in words)
            {
                Apply(pairs, pieces, weight, merge);
            }
        }
        return merges;
    }

    private static (string Left, string Right)? Best(Dictionary<(string Left, string Right), long> pairs)
    {
        (string Left, string Right)? best = null;
        var most = 1L;
        foreach (var (pair, count) in pairs)
        {
            if (count > most || (count == most && best is { } other && Before(pair, other)))
            {
                (best, most) = (pair, count);
            }
        }
        return best;
    }

    private static bool Before((string Left, string Right) a, (string Left, string Right) b)
    {
        var left = string.CompareOrdinal(a.Left, b.Left);
        return left < 0 || (left == 0 && string.CompareOrdinal(a.Right, b.Right) < 0);
    }

    private static void Count(Dictionary<(string, string), long> pairs, List<string> pieces, long weight)
    {
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (!HasDigit(pieces[i]) && !HasDigit(pieces[i + 1]))
            {
                var pair = (pieces[i], pieces[i + 1]);
                pairs[pair] = pairs.GetValueOrDefault(pair) + weight;
            }
        }
    }

    private static void Apply(
        Dictionary<(string, string), long> pairs, List<string> pieces, long weight, (string Left, string Right) merge)
    {
        var found = false;
        for (var i = 0; i + 1 < pieces.Count && !found; i++)
        {
            found = pieces[i] == merge.Left && pieces[i + 1] == merge.Right;
        }
        if (!found)
        {
            return;
        }
        Count(pairs, pieces, -weight);
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (pieces[i] == merge.Left && pieces[i + 1] == merge.Right)
            {
                pieces[i] += pieces[i + 1];
                pieces.RemoveAt(i + 1);
            }
        }
        Count(pairs, pieces, weight);
    }

    private static bool HasDigit(string piece) => piece.Any(char.IsAsciiDigit);
}
