using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>The text of an API key: <c>eak_</c>, its id, <c>_</c>, 32 random bytes as base64url. Only the hub's caller keeps it.</summary>
internal static class KeyText
{
    /// <summary>Length of the text.</summary>
    public const int Chars = 4 + KeyId.Chars + 1 + SecretChars;

    private const string Prefix = "eak_";
    private const int SecretBytes = 32;
    private const int SecretChars = 43;

    /// <summary>A new key: its text, to be shown once, and the hash that is stored.</summary>
    /// <remarks>A plain hash is enough: 256 random bits cannot be tried out, however fast the hash is.</remarks>
    public static (string Text, byte[] Hash) Create(KeyId id)
    {
        var text = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        return (text, Hash(text));
    }

    /// <summary>Whether a text has the form of a key, and which it would be.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out KeyId id)
    {
        id = default;
        return text is { Length: Chars }
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[Prefix.Length + KeyId.Chars] == '_'
            && KeyId.TryParse(text.Substring(Prefix.Length, KeyId.Chars), out id)
            && Base64Url.IsValid(text.AsSpan(Chars - SecretChars));
    }

    /// <summary>What the hub keeps of a key.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}
