using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>The content of a message: a text, or a list of parts of which only text parts are understood.</summary>
internal sealed class MessageContentConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.StartArray:
                var text = new StringBuilder();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    text.Append(ReadPart(ref reader));
                }
                return text.ToString();
            default:
                throw new JsonException("Expected a string or an array of text parts.");
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static string ReadPart(ref Utf8JsonReader reader)
    {
        using var part = JsonDocument.ParseValue(ref reader);
        if (part.RootElement.ValueKind == JsonValueKind.Object
            && part.RootElement.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals("text"u8)
            && part.RootElement.TryGetProperty("text", out var text)
            && text.ValueKind == JsonValueKind.String)
        {
            return text.GetString()!;
        }
        throw new JsonException("Only parts of the form {\"type\":\"text\",\"text\":\"...\"} are understood.");
    }
}
