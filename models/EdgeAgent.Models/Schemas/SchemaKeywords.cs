namespace EdgeAgent.Models.Schemas;

/// <summary>Keywords of JSON Schema 2020-12 by what becomes of them.</summary>
internal static class SchemaKeywords
{
    /// <summary>They say nothing about what is valid.</summary>
    public static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "$schema", "$comment", "$defs", "definitions", "title", "description", "default", "examples", "deprecated",
        "readOnly", "writeOnly", "contentMediaType", "contentEncoding", "contentSchema",
    };

    /// <summary>They hold for one type, and how the grammar shows it.</summary>
    public static readonly Dictionary<string, string> Typed = new(StringComparer.Ordinal)
    {
        ["minLength"] = "string",
        ["maxLength"] = "string",
        ["format"] = "string",
        ["minimum"] = "number",
        ["maximum"] = "number",
        ["exclusiveMinimum"] = "number",
        ["exclusiveMaximum"] = "number",
        ["items"] = "array",
        ["prefixItems"] = "array",
        ["minItems"] = "array",
        ["maxItems"] = "array",
        ["properties"] = "object",
        ["required"] = "object",
        ["additionalProperties"] = "object",
    };

    /// <summary>They stand alone: what stands beside them would have to hold too.</summary>
    public static readonly HashSet<string> Alone = new(StringComparer.Ordinal) { "$ref", "anyOf", "oneOf", "allOf" };

    /// <summary>All types.</summary>
    public static readonly string[] Types = ["object", "array", "string", "number", "boolean", "null"];
}
