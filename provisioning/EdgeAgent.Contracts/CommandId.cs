using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>Names one command to one device: 16 random bytes as 32 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(CommandIdJsonConverter))]
public readonly record struct CommandId
{
    private const int SizeBytes = 16;

    private readonly UInt128 _value;

    private CommandId(UInt128 value) => _value = value;

    /// <summary>A new random id.</summary>
    public static CommandId New()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(bytes);
        return new CommandId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CommandId id)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        // Not UInt128.TryParse, which takes NULs at the end: one id has one text.
        if (!FixedHex.TryParseDigits(text, bytes))
        {
            id = default;
            return false;
        }
        id = new CommandId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
