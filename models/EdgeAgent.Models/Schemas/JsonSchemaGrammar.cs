using System.Text.Json;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Schemas;

/// <summary>JSON Schema (2020-12) to a grammar.</summary>
/// <remarks>
/// Sound, not complete: all that the grammar accepts is JSON and validates; valid JSON may look otherwise (members in
/// another order, more members, more white space, numbers beyond float64). What a grammar cannot hold an answer to is
/// refused by its name and place, never left out: <c>pattern</c>, <c>not</c>, <c>if</c>, <c>uniqueItems</c>,
/// <c>multipleOf</c>, <c>patternProperties</c> and others; <c>allOf</c> of more than one; <c>oneOf</c> of branches that
/// may both hold; references out of the schema.
/// </remarks>
public static class JsonSchemaGrammar
{
    /// <summary>Converts a schema.</summary>
    /// <param name="schema">An object, or true.</param>
    public static GrammarConversion Convert(JsonElement schema)
    {
        var rules = new GrammarRules();
        try
        {
            var root = new SchemaConverter(schema, rules).Convert();
            return new GrammarConversion.Converted(new OutputGrammar(rules.ToGbnf(root)));
        }
        catch (SchemaFaultException fault)
        {
            return new GrammarConversion.Refused([fault.Message]);
        }
    }
}
