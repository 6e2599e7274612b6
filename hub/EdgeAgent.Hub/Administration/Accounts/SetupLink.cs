using System.Buffers.Text;
using System.Security.Cryptography;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>The secret of a set-up link: 32 random bytes, of which the hub keeps only the hash.</summary>
internal static class SetupLink
{
    private const int SizeBytes = 32;
    private const int Chars = 43;

    /// <summary>The page that takes the secret. Behind the # it stays in the browser: no server, log or referrer sees it.</summary>
    public const string Page = "/setup#";

    /// <summary>A new one.</summary>
    public static (string Text, byte[] Hash) Create()
    {
        var secret = RandomNumberGenerator.GetBytes(SizeBytes);
        return (Base64Url.EncodeToString(secret), SHA256.HashData(secret));
    }

    /// <summary>The hash of a link's text; null for a text that is no link's.</summary>
    public static byte[]? HashOf(string text)
    {
        var secret = new byte[SizeBytes];
        return text.Length == Chars && Base64Url.TryDecodeFromChars(text, secret, out var written) && written == SizeBytes
            ? SHA256.HashData(secret)
            : null;
    }
}
