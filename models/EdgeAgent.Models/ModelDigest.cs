using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace EdgeAgent.Models;

/// <summary>SHA-256 of a model file: its name in catalogue, store, claims and on the wire.</summary>
/// <remarks>Text form: 64 lower-case hexadecimal digits, without a prefix.</remarks>
[JsonConverter(typeof(ModelDigestJsonConverter))]
public readonly struct ModelDigest : IEquatable<ModelDigest>
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 32;

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string? _hex;

    private ModelDigest(string hex) => _hex = hex;

    /// <summary>Takes the 32 bytes of a SHA-256.</summary>
    /// <exception cref="ArgumentException">The length is not 32 bytes.</exception>
    public static ModelDigest FromBytes(ReadOnlySpan<byte> sha256)
    {
        if (sha256.Length != SizeBytes)
        {
            throw new ArgumentException($"A model digest has {SizeBytes} bytes, not {sha256.Length}.", nameof(sha256));
        }
        return new ModelDigest(Convert.ToHexStringLower(sha256));
    }

    /// <summary>Reads the text form; anything but 64 lower-case hexadecimal digits is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ModelDigest digest)
    {
        if (text is { Length: 2 * SizeBytes } && !text.AsSpan().ContainsAnyExcept(s_hexDigits))
        {
            digest = new ModelDigest(text);
            return true;
        }
        digest = default;
        return false;
    }

    /// <summary>Computes the digest of a whole file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ModelDigest> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return FromBytes(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => Convert.FromHexString(ToString(), destination, out _, out _);

    /// <inheritdoc/>
    public override string ToString() => _hex ?? new string('0', 2 * SizeBytes);

    /// <inheritdoc/>
    public bool Equals(ModelDigest other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ModelDigest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Same digest.</summary>
    public static bool operator ==(ModelDigest left, ModelDigest right) => left.Equals(right);

    /// <summary>Another digest.</summary>
    public static bool operator !=(ModelDigest left, ModelDigest right) => !left.Equals(right);
}
