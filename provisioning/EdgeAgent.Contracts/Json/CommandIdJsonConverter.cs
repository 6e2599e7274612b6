using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>A command id as its text form.</summary>
internal sealed class CommandIdJsonConverter : JsonConverter<CommandId>
{
    public override CommandId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CommandId.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("Expected 32 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, CommandId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
