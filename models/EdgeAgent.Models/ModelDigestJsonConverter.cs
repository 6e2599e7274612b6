using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Models;

/// <summary>A <see cref="ModelDigest"/> as its 64 hexadecimal digits.</summary>
public sealed class ModelDigestJsonConverter : JsonConverter<ModelDigest>
{
    /// <inheritdoc/>
    public override ModelDigest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ModelDigest.TryParse(reader.GetString(), out var digest)
            ? digest
            : throw new JsonException("A model digest is 64 lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ModelDigest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
