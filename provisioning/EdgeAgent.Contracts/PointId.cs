using System.Buffers;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>Names one point of a device for ever: 1 to 48 of <c>a-z 0-9 _ -</c>, beginning with a letter or digit. Stands in topics, in Home Assistant's ids and in series.</summary>
[JsonConverter(typeof(PointIdJsonConverter))]
public readonly record struct PointId
{
    /// <summary>Longest id, characters.</summary>
    public const int MaxChars = 48;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly string? _text;

    private PointId(string text) => _text = text;

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(string? text, out PointId id)
    {
        var good = text is { Length: > 0 and <= MaxChars }
            && text[0] is not ('_' or '-')
            && !text.AsSpan().ContainsAnyExcept(s_allowed);
        id = good ? new PointId(text!) : default;
        return good;
    }

    /// <summary>Reads the text form, strictly.</summary>
    /// <exception cref="FormatException">Not the text form.</exception>
    public static PointId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"A point's id has 1 to {MaxChars} of a-z, 0-9, _ and -, and begins with a letter or digit.");

    /// <summary>Makes an id of any words: what is not allowed becomes <c>_</c>, and what is too long is cut.</summary>
    /// <param name="words">For example a file's name or a chip's label.</param>
    public static PointId From(string words)
    {
        var text = string.Concat(words.ToLowerInvariant()
            .Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' ? c : '_')).Trim('_', '-');
        return new PointId(text.Length == 0 ? "x" : text[..Math.Min(text.Length, MaxChars)]);
    }

    /// <summary>The text form.</summary>
    public override string ToString() => _text ?? "";
}
