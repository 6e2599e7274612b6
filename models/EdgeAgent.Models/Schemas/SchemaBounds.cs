using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>Numbers and whole numbers, within the bounds of a schema.</summary>
internal static class SchemaBounds
{
    /// <summary>The rule of a number.</summary>
    /// <param name="schema">With or without bounds.</param>
    /// <param name="type"><c>number</c> or <c>integer</c>.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="rules">Takes what is needed.</param>
    public static string Convert(JsonElement schema, string type, string place, GrammarRules rules)
    {
        var isWhole = type == "integer";
        var least = Larger(Bound(schema, "minimum", place, Math.Ceiling), Exclusive(schema, "exclusiveMinimum", place, isWhole));
        var most = Smaller(Bound(schema, "maximum", place, Math.Floor), Exclusive(schema, "exclusiveMaximum", place, isWhole));
        if (least is null && most is null)
        {
            return rules.Common(type);
        }
        if (least > most)
        {
            throw new SchemaFaultException($"Between the bounds at {place} lies no whole number.");
        }
        return rules.Add(isWhole
            ? NumberRules.Integers(least, most)
            : NumberRules.Numbers(least, most, rules.Common("fraction")));
    }

    private static long? Exclusive(JsonElement schema, string keyword, string place, bool isWhole)
    {
        if (schema.TryGetProperty(keyword, out _) && !isWhole)
        {
            throw new SchemaFaultException(
                $"A grammar cannot hold an answer to \"{keyword}\" at {place}, but for whole numbers.");
        }
        return keyword == "exclusiveMinimum"
            ? Bound(schema, keyword, place, static bound => Math.Floor(bound) + 1)
            : Bound(schema, keyword, place, static bound => Math.Ceiling(bound) - 1);
    }

    private static long? Bound(JsonElement schema, string keyword, string place, Func<double, double> round)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new SchemaFaultException($"\"{keyword}\" at {place} is no number.");
        }
        var bound = round(value.GetDouble());
        return Math.Abs(bound) <= NumberRules.MostSize
            ? (long)bound
            : throw new SchemaFaultException($"\"{keyword}\" at {place} is beyond {NumberRules.MostSize}.");
    }

    private static long? Larger(long? one, long? other) => one is null || other > one ? other : one;

    private static long? Smaller(long? one, long? other) => one is null || other < one ? other : one;
}
