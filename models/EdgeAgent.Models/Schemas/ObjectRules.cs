using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>Objects: members stand in the schema's order, those that are not required may be left out.</summary>
internal sealed class ObjectRules(SchemaConverter converter, GrammarRules rules)
{
    private const int MostMembers = 256;

    /// <summary>The rule of an object; behind it stands the space.</summary>
    public string Convert(JsonElement schema, string place)
    {
        var required = Required(schema, place);
        var members = new List<(string Rule, bool IsRequired)>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            if (properties.ValueKind != JsonValueKind.Object)
            {
                throw new SchemaFaultException($"\"properties\" at {place} is no object.");
            }
            foreach (var member in properties.EnumerateObject())
            {
                AddMember(member, required.Remove(member.Name), place, members);
            }
        }
        foreach (var name in required)
        {
            members.Add((Member(name, Other(schema, place) ?? throw new SchemaFaultException(
                $"\"{name}\" at {place} is required and not allowed.")), true));
        }
        if (members.Count > MostMembers)
        {
            throw new SchemaFaultException($"The object at {place} has more than {MostMembers} members.");
        }
        return members.Count > 0
            ? rules.Add($"\"{{\" space {Head(members, 0)} \"}}\" space")
            : ConvertMap(schema, place);
    }

    private void AddMember(
        JsonProperty member, bool isRequired, string place, List<(string Rule, bool IsRequired)> members)
    {
        // One that accepts nothing is one that must not be there.
        if (member.Value.ValueKind != JsonValueKind.False)
        {
            var value = converter.ConvertInside(member.Value, $"{place}/properties/{member.Name}");
            members.Add((Member(member.Name, value), isRequired));
        }
        else if (isRequired)
        {
            throw new SchemaFaultException($"\"{member.Name}\" at {place} is required and not allowed.");
        }
    }

    private static List<string> Required(JsonElement schema, string place)
    {
        if (!schema.TryGetProperty("required", out var required))
        {
            return [];
        }
        return required.ValueKind == JsonValueKind.Array
            && required.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String)
            ? [.. required.EnumerateArray().Select(static name => name.GetString()!).Distinct(StringComparer.Ordinal)]
            : throw new SchemaFaultException($"\"required\" at {place} is no list of names.");
    }

    /// <summary>The rule of members that have no schema of their own; null: there must be none.</summary>
    private string? Other(JsonElement schema, string place) =>
        !schema.TryGetProperty("additionalProperties", out var other) ? rules.Common("value")
        : other.ValueKind == JsonValueKind.False ? null
        : converter.ConvertInside(other, $"{place}/additionalProperties");

    private string ConvertMap(JsonElement schema, string place)
    {
        // A member that must not be there has no rule, and a free name could be its.
        var isOpen = !schema.TryGetProperty("properties", out var forbidden) || !forbidden.EnumerateObject().Any();
        if (!isOpen || Other(schema, place) is not { } value)
        {
            return "\"{\" space \"}\" space";
        }
        var member = rules.Add($"{rules.Common("string")} space \":\" space {value}");
        return rules.Add($"\"{{\" space ({member} (\",\" space {member})*)? \"}}\" space");
    }

    private string Member(string name, string value) =>
        rules.Add($"{GrammarRules.Literal(JsonText.Write(name))} space \":\" space {value}");

    /// <summary>Members from one on where none has come yet.</summary>
    private string Head(List<(string Rule, bool IsRequired)> members, int from)
    {
        if (from == members.Count)
        {
            return "";
        }
        var (rule, isRequired) = members[from];
        var with = $"{rule} {Tail(members, from + 1)}".TrimEnd();
        var without = isRequired ? null : Head(members, from + 1);
        return without switch
        {
            null => with,
            "" => $"({with})?",
            _ => rules.Add($"{with} | {without}"),
        };
    }

    /// <summary>Members from one on behind another.</summary>
    private string Tail(List<(string Rule, bool IsRequired)> members, int from)
    {
        if (from == members.Count)
        {
            return "";
        }
        var (rule, isRequired) = members[from];
        var member = $"\",\" space {rule}";
        return rules.Add($"{(isRequired ? member : $"({member})?")} {Tail(members, from + 1)}".TrimEnd());
    }
}
