using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts.Json;

/// <summary>A claim's kind as the number that stands in the signed data.</summary>
internal sealed class ClaimKindNumberConverter : JsonConverter<ClaimKind>
{
    public override ClaimKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var value) && Enum.IsDefined((ClaimKind)value)
            ? (ClaimKind)value
            : throw new JsonException("Expected the number of a known kind of claim.");

    public override void Write(Utf8JsonWriter writer, ClaimKind value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((byte)value);
}
