using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace EdgeAgent.Contracts.Json;

/// <summary>Unsigned integers as decimal text: one text for each number.</summary>
internal static class DecimalText
{
    private const int MaxDigits = 39; // of 2^128 - 1

    public static T Read<T>(ref Utf8JsonReader reader)
        where T : INumberBase<T> =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { Length: > 0 and <= MaxDigits } text
        && !text.AsSpan().ContainsAnyExceptInRange('0', '9') // the number parser also takes NULs at the end
        && (text.Length == 1 || text[0] != '0')
        && T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("Expected an unsigned decimal integer as text, without leading zeros.");
}
