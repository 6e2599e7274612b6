using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>A boot id as its text form.</summary>
internal sealed class BootIdJsonConverter : JsonConverter<BootId>
{
    public override BootId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && BootId.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("Expected 32 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, BootId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
