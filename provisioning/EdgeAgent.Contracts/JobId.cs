using System.Security.Cryptography;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts;

/// <summary>Names one piece of work on one device: 16 random bytes as 32 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(JobIdJsonConverter))]
public readonly record struct JobId
{
    private readonly UInt128 _value;

    private JobId(UInt128 value) => _value = value;

    /// <summary>A new random id.</summary>
    public static JobId New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new JobId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out JobId id)
    {
        id = default;
        if (text.Length != 32 || text.ContainsAnyInRange('A', 'F')
            || !UInt128.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
        {
            return false;
        }
        id = new JobId(value);
        return true;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
