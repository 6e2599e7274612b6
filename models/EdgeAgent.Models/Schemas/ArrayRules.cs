using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>Arrays.</summary>
internal sealed class ArrayRules(SchemaConverter converter, GrammarRules rules)
{
    /// <summary>The rule of an array; behind it stands the space.</summary>
    public string Convert(JsonElement schema, string place)
    {
        var first = schema.TryGetProperty("prefixItems", out var prefix)
            ? prefix.ValueKind == JsonValueKind.Array
                ? [.. prefix.EnumerateArray().Select((item, i) => converter.ConvertInside(item, $"{place}/prefixItems/{i}"))]
                : throw new SchemaFaultException($"\"prefixItems\" at {place} is no list.")
            : new List<string>();
        var least = SchemaNumbers.Count(schema, "minItems", place) ?? 0;
        var most = SchemaNumbers.UpperCount(schema, "maxItems", place);
        if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.False)
        {
            most = Math.Min(most ?? first.Count, first.Count);
        }
        if (most < least)
        {
            throw new SchemaFaultException($"No array at {place} has as many items as it must.");
        }
        var rest = most <= first.Count ? null : items.ValueKind == JsonValueKind.Undefined
            ? rules.Common("value")
            : converter.ConvertInside(items, $"{place}/items");
        return rules.Add($"\"[\" space {Items(first, 0, least, most, rest)} \"]\" space");
    }

    /// <summary>The items from one on; before each but the very first stands a comma.</summary>
    private static string Items(List<string> first, int from, int least, int? most, string? rest)
    {
        if (from >= (most ?? int.MaxValue))
        {
            return "";
        }
        if (from < first.Count)
        {
            var item = from == 0 ? first[0] : $"\",\" space {first[from]}";
            var more = $"{item} {Items(first, from + 1, least, most, rest)}";
            return from < least ? more : $"({more})?";
        }
        var (needed, possible) = (Math.Max(0, least - from), most - from);
        if (from > 0)
        {
            return $"(\",\" space {rest}){SchemaNumbers.Times(needed, possible)}";
        }
        var all = $"{rest} (\",\" space {rest}){SchemaNumbers.Times(Math.Max(0, needed - 1), possible - 1)}";
        return needed > 0 ? all : $"({all})?";
    }
}
