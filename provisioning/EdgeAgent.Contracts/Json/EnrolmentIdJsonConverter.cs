using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>An enrolment id as its text form.</summary>
internal sealed class EnrolmentIdJsonConverter : JsonConverter<EnrolmentId>
{
    public override EnrolmentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EnrolmentId.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("Expected 32 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, EnrolmentId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
