using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>Strings.</summary>
internal static class StringRules
{
    private const string Day = "[0-9]{4} \"-\" (\"0\" [1-9] | \"1\" [0-2]) \"-\" (\"0\" [1-9] | \"1\" [0-9] | \"2\" [0-8])";
    private const string Clock = "([01] [0-9] | \"2\" [0-3]) \":\" [0-5] [0-9] \":\" [0-5] [0-9] (\".\" [0-9]{1,6})? "
        + "(\"Z\" | [-+] ([01] [0-9] | \"2\" [0-3]) \":\" [0-5] [0-9])";

    /// <summary>Texts of formats; of days the first 28 of each month.</summary>
    private static readonly Dictionary<string, string> s_formats = new(StringComparer.Ordinal)
    {
        ["date"] = Day,
        ["time"] = Clock,
        ["date-time"] = $"{Day} \"T\" {Clock}",
        ["uuid"] = "[0-9a-f]{8} \"-\" [0-9a-f]{4} \"-\" [0-9a-f]{4} \"-\" [0-9a-f]{4} \"-\" [0-9a-f]{12}",
        ["ipv4"] = "octet \".\" octet \".\" octet \".\" octet",
    };

    /// <summary>The rule of a string, its quotes included.</summary>
    public static string Convert(JsonElement schema, string place, GrammarRules rules)
    {
        var least = SchemaNumbers.Count(schema, "minLength", place) ?? 0;
        var most = SchemaNumbers.UpperCount(schema, "maxLength", place);
        if (most < least)
        {
            throw new SchemaFaultException($"\"minLength\" is more than \"maxLength\" at {place}.");
        }
        if (schema.TryGetProperty("format", out var format))
        {
            return ConvertFormat(format, least > 0 || most is not null, place, rules);
        }
        return least == 0 && most is null
            ? rules.Common("string")
            : rules.Add($"\"\\\"\" {rules.Common("char")}{SchemaNumbers.Times(least, most)} \"\\\"\"");
    }

    private static string ConvertFormat(JsonElement format, bool hasLength, string place, GrammarRules rules)
    {
        var name = format.ValueKind == JsonValueKind.String ? format.GetString()! : "";
        if (hasLength || !s_formats.TryGetValue(name, out var text))
        {
            throw new SchemaFaultException(
                $"A grammar cannot hold an answer to \"format\" {name} at {place}{(hasLength ? " with a length" : "")}.");
        }
        if (name == "ipv4")
        {
            var octet = rules.Add("\"25\" [0-5] | \"2\" [0-4] [0-9] | \"1\" [0-9]{2} | [1-9] [0-9] | [0-9]");
            text = text.Replace("octet", octet, StringComparison.Ordinal);
        }
        return rules.Add($"\"\\\"\" {text} \"\\\"\"");
    }
}
