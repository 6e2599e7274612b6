using System.Text;

namespace EdgeAgent.Models.Home;

/// <summary>Brings sentences and names into the one spelling that the bundled model reads.</summary>
/// <remarks>
/// Lower case, no accents, no punctuation but commas, numbers as digits, times as <c>19:30</c>, durations as one number
/// and one of <c>seconds</c>, <c>minutes</c>, <c>hours</c>. Training text goes through the same code.
/// </remarks>
public static class SentenceNormalizer
{
    /// <summary>Most characters of a sentence that are read; the rest is cut.</summary>
    public const int MaxSentenceChars = 400;

    /// <summary>Normalizes what a person said or typed.</summary>
    /// <returns>Words separated by single spaces; empty where nothing readable is in it.</returns>
    public static string Sentence(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var cut = sentence.Length > MaxSentenceChars ? sentence[..MaxSentenceChars] : sentence;
        var words = SpokenTimes.Rewrite(SpokenNumbers.Rewrite(Words(cut, keepCommas: true)));
        return Join(words);
    }

    /// <summary>Normalizes the name of a device, room or scene; at most <see cref="HomePrompt.MaxNameChars"/> characters.</summary>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var cut = name.Length > MaxSentenceChars ? name[..MaxSentenceChars] : name;
        var text = Join(SpokenNumbers.Rewrite(Words(cut, keepCommas: false)));
        return text.Length <= HomePrompt.MaxNameChars ? text : text[..HomePrompt.MaxNameChars].TrimEnd();
    }

    private static List<string> Words(string text, bool keepCommas)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var folded = AccentFold.Fold(text);
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            var next = i + 1 < folded.Length ? folded[i + 1] : ' ';
            if (c is '\'' or '’' or '`' || (c == '.' && word.Length == 1 && char.IsLetter(word[0]) && char.IsLetter(next)))
            {
                continue; // what's, meg's, p.m.: one word, as speech recognition often writes it
            }
            var inNumber = word.Length > 0 && char.IsAsciiDigit(word[^1]) && char.IsAsciiDigit(next);
            if (c is '.' or ':' or ',' && inNumber)
            {
                word.Append(c == ':' ? ':' : '.');
            }
            else if (c is '-' && char.IsAsciiDigit(next) && word.Length == 0)
            {
                word.Append(c);
            }
            else if (char.IsLetterOrDigit(c))
            {
                SplitUnit(words, word, c);
                word.Append(c);
            }
            else
            {
                Flush(words, word);
                AddSymbol(words, c, keepCommas);
            }
        }
        Flush(words, word);
        while (words.Count > 0 && words[^1] == ",")
        {
            words.RemoveAt(words.Count - 1);
        }
        return words;
    }

    // "40min" and "22c" become two words; "co2" and "lamp2" stay one.
    private static void SplitUnit(List<string> words, StringBuilder word, char next)
    {
        if (word.Length > 0 && char.IsAsciiDigit(word[^1]) && char.IsLetter(next)
            && (char.IsAsciiDigit(word[0]) || word[0] == '-'))
        {
            Flush(words, word);
        }
    }

    private static void AddSymbol(List<string> words, char c, bool keepCommas)
    {
        switch (c)
        {
            case '%':
                words.Add("percent");
                break;
            case '°' or 'º':
                words.Add("degrees");
                break;
            case ',' or ';' or '.' or '!' or '?' or '\n' when keepCommas && words.Count > 0 && words[^1] != ",":
                words.Add(",");
                break;
            default:
                break;
        }
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Join(List<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (text.Length > 0 && word != ",")
            {
                text.Append(' ');
            }
            text.Append(word);
        }
        return text.ToString();
    }
}
