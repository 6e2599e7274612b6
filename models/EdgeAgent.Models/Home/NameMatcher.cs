using System.Collections.Frozen;

namespace EdgeAgent.Models.Home;

/// <summary>Finds the entry that a written name means: exactly, by a part that only it has, or through a mistyping.</summary>
internal static class NameMatcher
{
    /// <summary>Least share of matching words, where a name is neither exact nor a part.</summary>
    private const double LeastScore = 0.75;

    // "the lamp in the kitchen" is the kitchen's lamp.
    private static readonly FrozenSet<string> s_fillers =
        new[] { "the", "a", "in", "of", "my", "our", "at", "on" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Index of the meant name, or −1 where there is none or more than one.</summary>
    /// <param name="written">As the model wrote it, normalized.</param>
    /// <param name="names">Normalized names.</param>
    public static int Find(string written, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == written)
            {
                return i;
            }
        }
        var words = Words(written).Where(word => !s_fillers.Contains(word)).ToArray();
        if (words.Length == 0)
        {
            return -1;
        }
        var part = Only(names, name => words.All(word => Has(name, word, fuzzy: false)));
        part = part == None ? Only(names, name => words.All(word => Has(name, word, fuzzy: true))) : part;
        return part >= 0 || part == Several ? Math.Max(part, -1) : Best(words, names);
    }

    /// <summary>True where at least half of a name's words stand in the sentence, mistypings allowed.</summary>
    public static bool IsGrounded(string name, string[] sentence)
    {
        var words = Words(name);
        return 2 * words.Count(word => Has(sentence, word, fuzzy: true)) >= words.Length;
    }

    /// <summary>Index of the longest name that stands word for word in the sentence and shares a word with the written one.</summary>
    public static int Literal(string written, string sentence, IReadOnlyList<string> names)
    {
        var words = Words(written);
        var padded = $" {sentence.Replace(",", "", StringComparison.Ordinal)} ";
        var best = -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length > (best < 0 ? 0 : names[best].Length)
                && padded.Contains($" {names[i]} ", StringComparison.Ordinal)
                && Words(names[i]).Any(word => Has(words, word, fuzzy: false)))
            {
                best = i;
            }
        }
        return best;
    }

    private const int None = -1;
    private const int Several = -2;

    private static int Only(IReadOnlyList<string> names, Func<string[], bool> fits)
    {
        var found = None;
        for (var i = 0; i < names.Count; i++)
        {
            if (fits(Words(names[i])))
            {
                if (found >= 0)
                {
                    return Several;
                }
                found = i;
            }
        }
        return found;
    }

    private static int Best(string[] words, IReadOnlyList<string> names)
    {
        var (best, bestScore, ties) = (-1, LeastScore, 0);
        for (var i = 0; i < names.Count; i++)
        {
            var name = Words(names[i]);
            var score = 2.0 * words.Count(word => Has(name, word, fuzzy: true)) / (words.Length + name.Length);
            ties = score > bestScore ? 0 : score == bestScore ? ties + 1 : ties;
            (best, bestScore) = score > bestScore ? (i, score) : (best, bestScore);
        }
        return ties > 0 ? -1 : best;
    }

    private static string[] Words(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Has(string[] words, string word, bool fuzzy) =>
        Array.Exists(words, other => other == word || (fuzzy && IsSlip(other, word)));

    // One slip from four letters on, two from eight; never in a number.
    private static bool IsSlip(string a, string b)
    {
        var allowed = Math.Min(a.Length, b.Length) switch
        {
            < 4 => 0,
            < 8 => 1,
            _ => 2,
        };
        return allowed > 0 && Math.Abs(a.Length - b.Length) <= allowed && !char.IsAsciiDigit(a[0])
            && EditDistance.Between(a, b, allowed) <= allowed;
    }
}
