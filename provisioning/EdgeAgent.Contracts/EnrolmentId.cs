using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>
/// Names one secret to pair with: 16 random bytes as 32 lower-case hexadecimal digits. Fresh for each code, fixed for a printed secret.
/// </summary>
[JsonConverter(typeof(EnrolmentIdJsonConverter))]
public readonly record struct EnrolmentId
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 16;

    private readonly UInt128 _value;

    /// <summary>Takes exactly <see cref="SizeBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public EnrolmentId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            throw new ArgumentException($"Expected {SizeBytes} bytes, got {bytes.Length}.", nameof(bytes));
        }
        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>A new random id.</summary>
    public static EnrolmentId New()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(bytes);
        return new EnrolmentId(bytes);
    }

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnrolmentId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[SizeBytes];
        if (text.Length != 2 * SizeBytes || text.ContainsAnyInRange('A', 'F')
            || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }
        id = new EnrolmentId(bytes);
        return true;
    }

    /// <summary>Writes the bytes.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="SizeBytes"/>.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (!BinaryPrimitives.TryWriteUInt128BigEndian(destination, _value))
        {
            throw new ArgumentException($"Expected room for {SizeBytes} bytes.", nameof(destination));
        }
    }

    /// <summary>The text form.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
