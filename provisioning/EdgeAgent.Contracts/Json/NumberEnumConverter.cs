using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>An enum of one byte as the number that stands in signed data; numbers that have no name are refused.</summary>
internal sealed class NumberEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : unmanaged, Enum
{
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var number))
        {
            var value = Unsafe.BitCast<byte, TEnum>(number);
            if (Enum.IsDefined(value))
            {
                return value;
            }
        }
        throw new JsonException("Expected the number of a known value.");
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Unsafe.BitCast<TEnum, byte>(value));
}
