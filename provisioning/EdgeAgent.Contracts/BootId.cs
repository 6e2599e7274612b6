using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>Names one run of an agent: 16 random bytes as 32 lower-case hexadecimal digits, new with each start. Two runs with one certificate at one time are two copies of one card.</summary>
/// <remarks>Only the hub hears it, over TLS; a device sends it as the user name of its CONNECT.</remarks>
[JsonConverter(typeof(BootIdJsonConverter))]
public readonly record struct BootId
{
    /// <summary>Digits that tell copies apart for a person.</summary>
    public const int ShortChars = 8;

    private const int SizeBytes = 16;

    private readonly UInt128 _value;

    private BootId(UInt128 value) => _value = value;

    /// <summary>A new random id.</summary>
    public static BootId New()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(bytes);
        return new BootId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BootId id)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        if (!FixedHex.TryParseDigits(text, bytes))
        {
            id = default;
            return false;
        }
        id = new BootId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    /// <summary>The first digits, for a person.</summary>
    public string ToShortString() => ToString()[..ShortChars];

    /// <summary>The text form.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
