using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts.Json;

/// <summary>A range as <c>[from,to]</c>.</summary>
internal sealed class SeqRangeJsonConverter : JsonConverter<SeqRange>
{
    public override SeqRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var from)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var to)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
        {
            return new SeqRange(from, to);
        }
        throw new JsonException("Expected [from,to].");
    }

    public override void Write(Utf8JsonWriter writer, SeqRange value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.From);
        writer.WriteNumberValue(value.To);
        writer.WriteEndArray();
    }
}
