using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>One conversion: walks a schema and writes rules.</summary>
internal sealed class SchemaConverter
{
    private const int MostDepth = 64;

    private readonly JsonElement _root;
    private readonly GrammarRules _rules;
    private readonly ObjectRules _objects;
    private readonly ArrayRules _arrays;

    /// <summary>Names of the rules of references, by pointer.</summary>
    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);

    /// <summary>References that lead straight to another rule, with nothing of their own before it.</summary>
    private readonly List<string> _straight = [];

    private int _depth;

    public SchemaConverter(JsonElement root, GrammarRules rules)
    {
        _root = root;
        _rules = rules;
        _objects = new ObjectRules(this, rules);
        _arrays = new ArrayRules(this, rules);
    }

    /// <summary>The rule of the whole schema.</summary>
    public string Convert() => Convert(_root, "#");

    /// <summary>The rule of a schema inside of an object or array.</summary>
    public string ConvertInside(JsonElement schema, string place)
    {
        var outside = _straight.ToArray();
        _straight.Clear();
        var rule = Convert(schema, place);
        _straight.Clear();
        _straight.AddRange(outside);
        return rule;
    }

    /// <summary>The rule of a schema; behind it stands the space.</summary>
    /// <exception cref="SchemaFaultException">It cannot be converted.</exception>
    public string Convert(JsonElement schema, string place)
    {
        if (++_depth > MostDepth)
        {
            throw new SchemaFaultException($"The schema is nested deeper than {MostDepth} at {place}.");
        }
        try
        {
            return schema.ValueKind switch
            {
                JsonValueKind.True => _rules.Common("value"),
                JsonValueKind.False => throw new SchemaFaultException($"The schema \"false\" at {place} accepts nothing."),
                JsonValueKind.Object => ConvertObject(schema, place),
                _ => throw new SchemaFaultException($"At {place} stands no schema."),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private string ConvertObject(JsonElement schema, string place)
    {
        var keywords = Keywords(schema, place);
        var alone = keywords.Find(SchemaKeywords.Alone.Contains);
        if (alone is not null)
        {
            return keywords.Count == 1
                ? ConvertAlone(alone, schema.GetProperty(alone), place)
                : throw new SchemaFaultException(
                    $"\"{keywords.Find(other => other != alone)}\" stands beside \"{alone}\" at {place}: both would have to hold.");
        }
        if (keywords.Find(static name => name is "enum" or "const") is { } fixedBy)
        {
            return ConvertValues(fixedBy, schema, keywords, place);
        }
        return keywords.Count == 0 ? _rules.Common("value") : ConvertTypes(schema, place);
    }

    private static List<string> Keywords(JsonElement schema, string place)
    {
        var keywords = new List<string>();
        foreach (var name in schema.EnumerateObject().Select(static member => member.Name))
        {
            if (SchemaKeywords.Silent.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }
            if (!SchemaKeywords.Typed.ContainsKey(name) && !SchemaKeywords.Alone.Contains(name)
                && name is not ("type" or "enum" or "const"))
            {
                throw new SchemaFaultException($"A grammar cannot hold an answer to \"{name}\" at {place}.");
            }
            keywords.Add(name);
        }
        return keywords;
    }

    private string ConvertAlone(string keyword, JsonElement value, string place)
    {
        if (keyword == "$ref")
        {
            return ConvertReference(value, place);
        }
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            throw new SchemaFaultException($"\"{keyword}\" at {place} is no list of schemas.");
        }
        if (keyword == "allOf" && value.GetArrayLength() > 1)
        {
            throw new SchemaFaultException($"A grammar cannot hold an answer to \"allOf\" of several schemas at {place}.");
        }
        if (keyword == "oneOf")
        {
            CheckApart(value, place);
        }
        var branches = value.EnumerateArray().Select((branch, i) => Convert(branch, $"{place}/{keyword}/{i}"));
        return _rules.Add(string.Join(" | ", branches));
    }

    /// <summary>Of branches of different types only one can hold.</summary>
    private static void CheckApart(JsonElement branches, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var branch in branches.EnumerateArray())
        {
            if (branches.GetArrayLength() > 1 && !SchemaTypes.Of(branch).All(seen.Add))
            {
                throw new SchemaFaultException(
                    $"Two branches of \"oneOf\" at {place} may hold at once: a grammar cannot tell. Use anyOf.");
            }
        }
    }

    private string ConvertReference(JsonElement value, string place)
    {
        var pointer = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (_straight.Contains(pointer, StringComparer.Ordinal))
        {
            throw new SchemaFaultException($"The reference \"{pointer}\" at {place} leads only to itself.");
        }
        if (_references.TryGetValue(pointer, out var known))
        {
            return known;
        }
        var target = JsonPointer.Find(_root, pointer)
            ?? throw new SchemaFaultException($"The reference \"{pointer}\" at {place} leads out of the schema.");
        var name = _rules.NewName();
        _references.Add(pointer, name);
        _straight.Add(pointer);
        _rules.Write(name, Convert(target, pointer));
        _straight.Remove(pointer);
        return name;
    }

    private string ConvertValues(string keyword, JsonElement schema, List<string> keywords, string place)
    {
        if (keywords.Find(name => name != keyword && name != "type") is { } other)
        {
            throw new SchemaFaultException($"\"{other}\" stands beside \"{keyword}\" at {place}: both would have to hold.");
        }
        var value = schema.GetProperty(keyword);
        if (keyword == "enum" && value.ValueKind != JsonValueKind.Array)
        {
            throw new SchemaFaultException($"\"enum\" at {place} is no list.");
        }
        var types = SchemaTypes.Declared(schema, place);
        var texts = (keyword == "enum" ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
            .Where(one => types is null || types.Any(type => SchemaTypes.Fits(one, type)))
            .Select(static one => GrammarRules.Literal(JsonText.Write(one)))
            .ToList();
        return texts.Count > 0
            ? _rules.Add($"({string.Join(" | ", texts)}) space")
            : throw new SchemaFaultException($"\"{keyword}\" at {place} has no value of its type.");
    }

    private string ConvertTypes(JsonElement schema, string place)
    {
        var types = SchemaTypes.Declared(schema, place) ?? SchemaKeywords.Types;
        var branches = types.Select(type => type switch
        {
            "object" => _objects.Convert(schema, place),
            "array" => _arrays.Convert(schema, place),
            "string" => $"{StringRules.Convert(schema, place, _rules)} space",
            "number" or "integer" => $"{SchemaBounds.Convert(schema, type, place, _rules)} space",
            _ => $"{_rules.Common(type)} space",
        });
        return _rules.Add(string.Join(" | ", branches));
    }
}
