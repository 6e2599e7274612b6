using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>Names an API key; not secret. 12 lower-case hexadecimal digits.</summary>
internal readonly record struct KeyId
{
    /// <summary>Length of the text.</summary>
    public const int Chars = 12;

    private readonly string? _text;

    private KeyId(string text)
    {
        _text = text;
    }

    /// <summary>A new one, at random.</summary>
    public static KeyId New() => new(RandomNumberGenerator.GetHexString(Chars, lowercase: true));

    /// <summary>Reads the text form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeyId id)
    {
        var valid = text is { Length: Chars } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new KeyId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
