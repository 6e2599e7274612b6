using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>The <c>type</c> of schemas and values.</summary>
internal static class SchemaTypes
{
    /// <summary>What a schema declares; null: nothing.</summary>
    /// <exception cref="SchemaFaultException">No type of JSON Schema.</exception>
    public static string[]? Declared(JsonElement schema, string place)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }
        string?[] names = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()],
            JsonValueKind.Array => [.. type.EnumerateArray().Select(static one =>
                one.ValueKind == JsonValueKind.String ? one.GetString() : null)],
            _ => [null],
        };
        if (names.Length == 0 || names.Any(static name => name != "integer" && !SchemaKeywords.Types.Contains(name)))
        {
            throw new SchemaFaultException($"\"type\" at {place} names no type of JSON.");
        }
        // A whole number is a number: side by side the wider one says all.
        return [.. names.Where(name => name != "integer" || !names.Contains("number")).Distinct()!];
    }

    /// <summary>Types that a value may have for a schema to hold: an upper bound; "integer" counts as number.</summary>
    public static IEnumerable<string> Of(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out _)
            && Declared(schema, "#") is { } declared)
        {
            return declared.Select(static type => type == "integer" ? "number" : type).Distinct();
        }
        return SchemaKeywords.Types;
    }

    /// <summary>Whether a value is of a type.</summary>
    public static bool Fits(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number
            && Math.Floor(number) == number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
