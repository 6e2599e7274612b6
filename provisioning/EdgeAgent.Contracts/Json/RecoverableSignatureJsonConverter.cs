using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>RecoverableSignature as its text form.</summary>
internal sealed class RecoverableSignatureJsonConverter : JsonConverter<RecoverableSignature>
{
    public override RecoverableSignature Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RecoverableSignature.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"Expected 0x and {2 * RecoverableSignature.SizeBytes} lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, RecoverableSignature value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
