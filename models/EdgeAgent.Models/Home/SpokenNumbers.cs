using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace EdgeAgent.Models.Home;

/// <summary>Number words to digits: <c>twenty two point five</c> is <c>22.5</c>, <c>a hundred</c> is <c>100</c>.</summary>
internal static class SpokenNumbers
{
    private static readonly SearchValues<char> s_decimal = SearchValues.Create("0123456789.");

    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly FrozenDictionary<string, int> s_values =
        s_small.Select((word, i) => (word, value: i))
            .Concat(s_tens.Select((word, i) => (word, value: 20 + (10 * i))))
            .Append((word: "fourty", value: 40))
            .ToFrozenDictionary(pair => pair.word, pair => pair.value, StringComparer.Ordinal);

    /// <summary>Rewrites a list of normalized words; other words stay as they are.</summary>
    public static List<string> Rewrite(List<string> words)
    {
        var result = new List<string>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            var whole = ReadWhole(words, ref i);
            if (whole is null)
            {
                result.Add(words[i++]);
                continue;
            }
            result.Add(ReadFraction(words, ref i, whole));
        }
        return result;
    }

    private static string? ReadWhole(List<string> words, ref int i)
    {
        if (IsDigits(words[i]))
        {
            return words[i++];
        }
        if (words[i] == "minus" && i + 1 < words.Count)
        {
            var after = i + 1;
            var number = ReadWhole(words, ref after);
            i = number is null ? i : after;
            return number is null ? null : "-" + number.TrimStart('-');
        }
        var isHundred = words[i] is "a" or "one" && i + 1 < words.Count && words[i + 1] == "hundred";
        if (words[i] == "hundred" || isHundred)
        {
            i += isHundred ? 2 : 1;
            return (100 + Tail(words, ref i)).ToString(CultureInfo.InvariantCulture);
        }
        if (!s_values.TryGetValue(words[i], out var value))
        {
            return null;
        }
        i++;
        if (value >= 20)
        {
            value += Unit(words, ref i);
        }
        if (i < words.Count && words[i] is "hundred" or "thousand")
        {
            value *= words[i++] == "hundred" ? 100 : 1000;
            value += Tail(words, ref i);
        }
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static int Unit(List<string> words, ref int i)
    {
        if (i < words.Count && s_values.TryGetValue(words[i], out var unit) && unit is >= 1 and <= 9)
        {
            i++;
            return unit;
        }
        return 0;
    }

    // What follows "hundred": "and five", "twenty", "and twenty two".
    private static int Tail(List<string> words, ref int i)
    {
        var next = i < words.Count && words[i] == "and" ? i + 1 : i;
        if (next >= words.Count || !s_values.TryGetValue(words[next], out var value) || value == 0)
        {
            return 0;
        }
        i = next + 1;
        return value >= 20 ? value + Unit(words, ref i) : value;
    }

    private static string ReadFraction(List<string> words, ref int i, string whole)
    {
        if (i + 1 < words.Count && words[i] == "point" && !whole.Contains('.', StringComparison.Ordinal)
            && (s_values.TryGetValue(words[i + 1], out var digit)
                || int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out digit)))
        {
            i += 2;
            return string.Create(CultureInfo.InvariantCulture, $"{whole}.{digit}");
        }
        if (i + 2 < words.Count && words[i] == "and" && words[i + 1] == "a" && words[i + 2] == "half"
            && IsDigits(whole) && !whole.Contains('.', StringComparison.Ordinal))
        {
            i += 3;
            return whole + ".5";
        }
        return whole;
    }

    /// <summary>True for an unsigned or negative decimal number.</summary>
    public static bool IsDigits(string word) =>
        char.IsAsciiDigit(word[^1]) && !word.AsSpan().TrimStart('-').ContainsAnyExcept(s_decimal);
}
