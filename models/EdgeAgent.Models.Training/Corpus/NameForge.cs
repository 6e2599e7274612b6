using System.Text;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Makes names for rooms, devices and scenes: invented for the most part, real words for the rest.</summary>
/// <param name="book">Real words.</param>
/// <param name="random">Draws.</param>
/// <param name="heldOut">True: only words that training never sees; false: only the others.</param>
internal sealed class NameForge(PhraseBook book, SeededRandom random, bool heldOut)
{
    private const double InventedShare = 0.62;

    private static readonly string[] s_onsets =
    [
        "b", "br", "bl", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k", "kl", "kn",
        "l", "m", "n", "p", "ph", "pl", "pr", "qu", "r", "s", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "str", "sw",
        "t", "th", "tr", "v", "w", "wh", "x", "y", "z", "zh", "",
    ];

    private static readonly string[] s_vowels =
        ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ee", "ie", "oo", "ou", "au", "y", "oa", "ei"];

    private static readonly string[] s_codas =
    [
        "", "", "", "b", "ck", "d", "f", "g", "k", "l", "ll", "m", "n", "nd", "ng", "nt", "p", "r", "rd", "rk", "rn", "s",
        "sh", "ss", "st", "t", "th", "v", "x", "z", "lm", "ld", "rt",
    ];

    private readonly Dictionary<string, string[]> _allowed = [];

    /// <summary>A word: invented, or from the list where that has allowed ones.</summary>
    public string Word(string list, double invented = InventedShare)
    {
        var words = Allowed(list);
        return words.Length == 0 || random.Chance(invented) ? Invented() : random.Pick(words);
    }

    /// <summary>A noun for what a thing is, mostly real.</summary>
    public string Noun(string kind) => Word(kind, heldOut ? 0.3 : 0.15);

    /// <summary>A word that nobody has said before.</summary>
    public string Invented()
    {
        while (true)
        {
            var word = random.Chance(0.12) ? Letters() : random.Chance(0.15) ? Compound() : Syllables();
            if (word.Length is >= 3 and <= 12 && StableHash.IsHeldOut(word) == heldOut)
            {
                return word;
            }
        }
    }

    private string Syllables()
    {
        var text = new StringBuilder();
        var count = random.Chance(0.4) ? 1 : random.Chance(0.85) ? 2 : 3;
        for (var i = 0; i < count; i++)
        {
            text.Append(random.Pick(s_onsets)).Append(random.Pick(s_vowels)).Append(random.Pick(s_codas));
        }
        return text.ToString();
    }

    private string Letters()
    {
        Span<char> letters = stackalloc char[random.Between(3, 8)];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (char)('a' + random.Next(26));
        }
        return letters.ToString();
    }

    // Two halves of real words: "lanket", "shelfmoon". Pieces of the vocabulary stand where they never stood.
    private string Compound()
    {
        var first = random.Pick(book.Lists["word"]);
        var second = random.Pick(book.Lists["word"]);
        return random.Chance(0.5)
            ? first + second
            : string.Concat(first.AsSpan(0, (first.Length + 1) / 2), second.AsSpan(second.Length / 2));
    }

    private string[] Allowed(string list)
    {
        if (!_allowed.TryGetValue(list, out var words))
        {
            words = book.Lists[list]
                .Where(name => name.Split(' ').All(word => StableHash.IsHeldOut(word) == heldOut))
                .ToArray();
            _allowed[list] = words;
        }
        return words;
    }
}
