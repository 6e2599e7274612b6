using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>A point's id as its text form, also as the name of a member.</summary>
public sealed class PointIdJsonConverter : JsonConverter<PointId>
{
    /// <inheritdoc/>
    public override PointId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : throw Fault();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PointId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override PointId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, PointId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());

    private static PointId Parse(string? text) => PointId.TryParse(text, out var id) ? id : throw Fault();

    private static JsonException Fault() =>
        new($"Expected 1 to {PointId.MaxChars} of a-z, 0-9, _ and -, beginning with a letter or digit.");
}
