using System.Text;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>The surface of a sentence: units, politeness, punctuation, mistypings.</summary>
internal sealed class Wording(PhraseBook book, SeededRandom random)
{
    private const double TypoShare = 0.07;
    private const double DropShare = 0.06;
    private const double FillerShare = 0.05;

    private static readonly string[] s_fillers = ["um", "uh", "er", "like", "please", "just", "you know", "maybe", "kind of"];

    /// <summary>Finishes a sentence.</summary>
    public string Finish(string sentence, PhraseStyle style)
    {
        var text = Spoken(Units(sentence));
        if (random.Chance(TypoShare))
        {
            text = Typo(text);
        }
        text = Surround(text, style);
        return random.Chance(0.5) ? text : Typed(text, style);
    }

    // As people speak: a small word is swallowed, another is put in.
    private string Spoken(string text)
    {
        var words = text.Split(' ').ToList();
        if (random.Chance(DropShare))
        {
            var small = words.FindIndex(word => word is "the" or "a" or "my" or "our" or "percent");
            if (small >= 0 && words.Count > 2)
            {
                words.RemoveAt(small);
            }
        }
        if (random.Chance(FillerShare))
        {
            words.Insert(random.Next(words.Count + 1), random.Pick(s_fillers));
        }
        return string.Join(' ', words);
    }

    private string Units(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            var afterDigits = i > 0 && char.IsAsciiDigit(words[i - 1][^1]);
            var word = words[i] switch
            {
                "percent" when afterDigits && random.Chance(0.4) => "%",
                "percent" when random.Chance(0.15) => "per cent",
                "degrees" when afterDigits && random.Chance(0.25) && Next(words, i) is not "fahrenheit" and not "f" =>
                    random.Pick(["°", "°C", " C", " degrees Celsius"]),
                "fahrenheit" when afterDigits && random.Chance(0.4) => "F",
                var other => other,
            };
            text.Append(i > 0 && word[0] is not '%' and not '°' and not ' ' ? " " : "").Append(word);
        }
        return text.ToString();
    }

    private static string Next(string[] words, int i) => i + 1 < words.Length ? words[i + 1] : "";

    private string Surround(string text, PhraseStyle style)
    {
        var (before, after) = style == PhraseStyle.Question ? ("ask", "askafter") : ("before", "after");
        var (beforeShare, afterShare) = style switch
        {
            PhraseStyle.Command => (0.35, 0.15),
            PhraseStyle.Question => (0.14, 0.12),
            PhraseStyle.Statement => (0.0, 0.08),
            _ => (0.2, 0.08),
        };
        if (random.Chance(beforeShare))
        {
            text = $"{random.Pick(book.Polite[before])} {text}";
        }
        return random.Chance(afterShare) ? $"{text} {random.Pick(book.Polite[after])}" : text;
    }

    // As typed: a capital, an end mark, short forms.
    private string Typed(string text, PhraseStyle style)
    {
        if (random.Chance(0.6))
        {
            text = text.Replace(" is not ", " isn't ", StringComparison.Ordinal)
                .Replace("what is ", "what's ", StringComparison.Ordinal)
                .Replace("it is ", "it's ", StringComparison.Ordinal)
                .Replace("i am ", "I'm ", StringComparison.Ordinal)
                .Replace("do not ", "don't ", StringComparison.Ordinal)
                .Replace("can not ", "can't ", StringComparison.Ordinal)
                .Replace("i would ", "I'd ", StringComparison.Ordinal)
                .Replace("let us ", "let's ", StringComparison.Ordinal);
        }
        var end = style == PhraseStyle.Question ? random.Pick(["?", "?", ""]) : random.Pick([".", "", "!"]);
        return char.ToUpperInvariant(text[0]) + text[1..] + end;
    }

    // One slip in one word; never in a number or a unit, which would change what is asked.
    private string Typo(string text)
    {
        var words = text.Split(' ');
        var at = random.Next(words.Length);
        var word = words[at];
        if (word.Length < 4 || !word.All(char.IsAsciiLetter) || IsMeasure(word))
        {
            return text;
        }
        var i = random.Between(1, word.Length - 2);
        words[at] = random.Next(4) switch
        {
            0 => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
            1 => word[..i] + word[(i + 1)..],
            2 => word[..i] + word[i] + word[i..],
            _ => word[..i] + (char)('a' + random.Next(26)) + word[(i + 1)..],
        };
        return string.Join(' ', words);
    }

    private static bool IsMeasure(string word) =>
        SentenceNormalizer.Name(word) != word
        || word is "half" or "quarter" or "past" or "noon" or "midnight" or "hours" or "hour" or "minute" or "minutes"
            or "seconds" or "second" or "point" or "oclock" or "morning" or "evening" or "hundred" or "thousand" or "celsius";
}
