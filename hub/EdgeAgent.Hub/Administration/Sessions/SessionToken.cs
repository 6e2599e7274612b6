using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Administration.Sessions;

/// <summary>The secret in a session's cookie: 32 random bytes, of which the hub keeps only the hash.</summary>
internal sealed class SessionToken
{
    private const int SizeBytes = 32;

    private readonly byte[] _bytes;

    private SessionToken(byte[] bytes)
    {
        _bytes = bytes;
        Id = new Bytes32(SHA256.HashData(bytes));
    }

    /// <summary>What the hub keeps.</summary>
    public Bytes32 Id { get; }

    /// <summary>The cookie's value.</summary>
    public string Text => Base64Url.EncodeToString(_bytes);

    /// <summary>
    /// What the hub's page has to send with each change. It follows from the token, which the page cannot read, and a
    /// page of another origin cannot read this either.
    /// </summary>
    public string CsrfToken => Base64Url.EncodeToString(HMACSHA256.HashData(_bytes, "edgehub csrf 1"u8));

    /// <summary>A new one.</summary>
    public static SessionToken New() => new(RandomNumberGenerator.GetBytes(SizeBytes));

    /// <summary>Reads a cookie's value.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SessionToken? token)
    {
        var bytes = new byte[SizeBytes];
        token = text is { Length: 43 } && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == SizeBytes
            ? new SessionToken(bytes)
            : null;
        return token is not null;
    }

    /// <summary>Whether a change carries this session's token.</summary>
    public bool IsCsrfToken(string? text) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(text ?? ""), Encoding.ASCII.GetBytes(CsrfToken));
}
