using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts;

/// <summary>Free text of messages.</summary>
public static class WireText
{
    /// <summary>Shortens a text to what a message may carry; never cuts through a character.</summary>
    /// <param name="text">Null stays null.</param>
    /// <param name="maxChars">UTF-16 units.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clip(string? text, int maxChars = WireLimits.TextChars)
    {
        if (text is null || text.Length <= maxChars)
        {
            return text;
        }
        return text[..(maxChars > 0 && char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1 : maxChars)];
    }
}
