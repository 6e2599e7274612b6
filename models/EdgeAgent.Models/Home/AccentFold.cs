using System.Collections.Frozen;

namespace EdgeAgent.Models.Home;

/// <summary>Latin letters without their accents. A table, because the product runs without the system's Unicode data.</summary>
internal static class AccentFold
{
    private static readonly FrozenDictionary<char, string> s_plain = new[]
        {
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏő"),
            ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
            ("z", "źżž"), ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
        }
        .SelectMany(pair => pair.Item2.Select(letter => (Letter: letter, Plain: pair.Item1)))
        .ToFrozenDictionary(pair => pair.Letter, pair => pair.Plain);

    /// <summary>Lower case without accents; other characters as they are, combining marks left out.</summary>
    public static string Fold(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        foreach (var character in text)
        {
            var lower = char.ToLowerInvariant(character);
            if (s_plain.TryGetValue(lower, out var plain))
            {
                result.Append(plain);
            }
            else if (char.GetUnicodeCategory(lower) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                result.Append(lower);
            }
        }
        return result.ToString();
    }
}
