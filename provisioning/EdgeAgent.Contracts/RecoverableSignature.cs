using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>A secp256k1 signature r‖s‖v: 32, 32 and 1 bytes, low-S, v 27 or 28.</summary>
/// <remarks>Text form: <c>0x</c> and 130 lower-case hexadecimal digits.</remarks>
[JsonConverter(typeof(RecoverableSignatureJsonConverter))]
public readonly struct RecoverableSignature : IEquatable<RecoverableSignature>
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 65;

    private readonly Buffer _bytes;

    /// <summary>Takes exactly <see cref="SizeBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public RecoverableSignature(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            throw new ArgumentException($"Expected {SizeBytes} bytes, got {bytes.Length}.", nameof(bytes));
        }
        bytes.CopyTo(_bytes);
    }

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RecoverableSignature value)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        if (FixedHex.TryParse(text, bytes))
        {
            value = new RecoverableSignature(bytes);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Reads the text form, strictly.</summary>
    /// <exception cref="FormatException">Not the text form.</exception>
    public static RecoverableSignature Parse(ReadOnlySpan<char> text) => TryParse(text, out var value)
        ? value
        : throw new FormatException($"Expected 0x and {2 * SizeBytes} lower-case hexadecimal digits.");

    /// <summary>Writes the bytes.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="SizeBytes"/>.</exception>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The bytes, copied.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    /// <summary>The text form.</summary>
    public override string ToString() => FixedHex.Format(_bytes);

    /// <inheritdoc/>
    public bool Equals(RecoverableSignature other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecoverableSignature other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    /// <summary>Same bytes.</summary>
    public static bool operator ==(RecoverableSignature left, RecoverableSignature right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(RecoverableSignature left, RecoverableSignature right) => !left.Equals(right);

    [InlineArray(SizeBytes)]
    private struct Buffer
    {
        private byte _first;
    }
}
