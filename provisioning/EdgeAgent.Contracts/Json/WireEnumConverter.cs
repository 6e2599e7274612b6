using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Contracts.Json;

/// <summary>An enum as its name in camelCase, exactly; the built-in converter also takes numbers and other cases.</summary>
internal sealed class WireEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly TEnum[] s_values = Enum.GetValues<TEnum>();
    private static readonly string[] s_names =
        [.. s_values.Select(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()))];

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < s_names.Length; i++)
            {
                if (reader.ValueTextEquals(s_names[i]))
                {
                    return s_values[i];
                }
            }
        }
        throw new JsonException($"Expected one of: {string.Join(", ", s_names)}.");
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        var at = Array.IndexOf(s_values, value);
        ArgumentOutOfRangeException.ThrowIfNegative(at, nameof(value));
        writer.WriteStringValue(s_names[at]);
    }
}
