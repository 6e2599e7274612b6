using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Models.Schemas;

namespace EdgeAgent.Models.Gguf.Tests.Schemas;

public sealed class JsonSchemaGrammarTests(RandomModelFixture models)
{
    private const int WalksEach = 6;

    /// <summary>Schemas as tools and answers have them.</summary>
    private static readonly string[] s_schemas =
    [
        """{"type":"object","properties":{"city":{"type":"string","minLength":1,"maxLength":20},"unit":{"enum":["C","F"]}},"required":["city"],"additionalProperties":false}""",
        """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"number"},"c":{"type":["string","null"]},"d":{"type":"boolean"}},"required":["b"]}""",
        """{"type":"array","items":{"type":"integer","minimum":-12,"maximum":345},"minItems":2,"maxItems":5}""",
        """{"type":"array","prefixItems":[{"type":"string"},{"type":"boolean"}],"items":false,"minItems":1}""",
        """{"type":"array","prefixItems":[{"const":1}],"items":{"const":"x"},"minItems":3}""",
        """{"type":"number","minimum":-3,"maximum":2}""",
        """{"type":"number","minimum":0}""",
        """{"type":"number","maximum":-7}""",
        """{"type":"integer","exclusiveMinimum":99,"exclusiveMaximum":1001}""",
        """{"type":"integer","minimum":8}""",
        """{"type":"integer","maximum":-100}""",
        """{"anyOf":[{"type":"string","maxLength":3},{"type":"array","items":{"$ref":"#"},"maxItems":2}]}""",
        """{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"value":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["value","next"]}}}""",
        """{"type":"object","additionalProperties":{"type":"integer","minimum":0,"maximum":9}}""",
        """{"type":"object","required":["x\"y","z"],"properties":{"z":{"const":"a\\b\n\u00e9"}}}""",
        """{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"object","properties":{},"additionalProperties":false}]}""",
        """{"minLength":2,"maxItems":1,"minimum":5}""",
        """{"type":"string","format":"date-time"}""",
        """{"type":"string","minLength":3,"maxLength":3}""",
        """{"enum":[1,"a",null,{"b":[true]},2.5],"type":["string","object"]}""",
        "true",
    ];

    [Fact]
    public async Task What_a_grammar_accepts_is_json_that_validates()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var suite = await SchemaJudge.SuiteAsync(cancellation);
        using var walk = await GrammarWalk.OpenAsync(models, cancellation);
        var random = new Random(5);
        var cases = new List<(JsonNode Schema, IReadOnlyList<string> Texts)>();
        var all = s_schemas.Select(text => JsonNode.Parse(text)!).ToList();
        foreach (var schema in all.Concat(suite.Select(group => group!["schema"]!)))
        {
            if (Convert(schema) is GrammarConversion.Converted { Grammar: { } grammar })
            {
                cases.Add((schema, [.. Enumerable.Range(0, WalksEach)
                    .Select(_ => walk.Find(grammar, random)).OfType<string>()]));
            }
        }
        Assert.True(cases.Count >= s_schemas.Length + 30, $"{cases.Count} schemas were converted.");
        Assert.True(cases.Sum(one => one.Texts.Count) > 4 * cases.Count);

        var verdicts = await SchemaJudge.ValidateAsync(cases, cancellation);

        for (var i = 0; i < cases.Count; i++)
        {
            for (var j = 0; j < cases[i].Texts.Count; j++)
            {
                Assert.True(
                    verdicts[i][j] is not false, $"{cases[i].Texts[j]} for {cases[i].Schema.ToJsonString()}");
            }
        }
        Assert.All(verdicts.Take(s_schemas.Length), texts => Assert.DoesNotContain((bool?)null, texts));
    }

    [Fact]
    public async Task What_does_not_validate_is_not_accepted()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var suite = await SchemaJudge.SuiteAsync(cancellation);
        using var walk = await GrammarWalk.OpenAsync(models, cancellation);
        var cases = suite.Select(group => (
            Schema: group!["schema"]!,
            Texts: (IReadOnlyList<string>)[.. group["tests"]!.AsArray().Select(test =>
                test!["data"]?.ToJsonString() ?? "null")]));
        var converted = cases.Where(one => Convert(one.Schema) is GrammarConversion.Converted).ToList();
        var verdicts = await SchemaJudge.ValidateAsync(converted, cancellation);

        var (valid, accepted) = (0, 0);
        for (var i = 0; i < converted.Count; i++)
        {
            var grammar = Assert.IsType<GrammarConversion.Converted>(Convert(converted[i].Schema)).Grammar;
            for (var j = 0; j < converted[i].Texts.Count; j++)
            {
                var isAccepted = walk.Accepts(grammar, converted[i].Texts[j]);
                Assert.True(
                    verdicts[i][j] is not false || !isAccepted,
                    $"{converted[i].Texts[j]} for {converted[i].Schema.ToJsonString()}");
                valid += verdicts[i][j] is true ? 1 : 0;
                accepted += verdicts[i][j] is true && isAccepted ? 1 : 0;
            }
        }
        // Sound, not complete; but not so sound that little is left.
        Assert.True(accepted * 2 > valid, $"{accepted} of {valid} valid texts are accepted.");
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "pattern")]
    [InlineData("""{"not":{"type":"string"}}""", "not")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "uniqueItems")]
    [InlineData("""{"type":"number","multipleOf":0.1}""", "multipleOf")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "exclusiveMinimum")]
    [InlineData("""{"allOf":[{"type":"object"},{"required":["a"]}]}""", "allOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "oneOf")]
    [InlineData("""{"type":"object","anyOf":[{"required":["a"]}]}""", "anyOf")]
    [InlineData("""{"$ref":"other.json"}""", "other.json")]
    [InlineData("""{"$ref":"#"}""", "itself")]
    [InlineData("""{"anyOf":[{"$ref":"#/anyOf/0"}]}""", "itself")]
    [InlineData("""{"type":"object","properties":{"a":{"properties":{"b":{"if":{}}}}}}""", "#/properties/a/properties/b")]
    [InlineData("""{"type":"text"}""", "type")]
    [InlineData("""{"type":"string","format":"iri-reference"}""", "iri-reference")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""", "minLength")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "bounds")]
    [InlineData("""{"properties":{"a":false},"required":["a"]}""", "required")]
    [InlineData("""{"type":"string","minLength":100000}""", "minLength")]
    [InlineData("false", "nothing")]
    [InlineData("7", "no schema")]
    public void What_cannot_be_expressed_is_refused_by_name(string schema, string name)
    {
        var refused = Assert.IsType<GrammarConversion.Refused>(Convert(schema));
        Assert.Contains(name, Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_of_any_depth_ends_in_a_refusal_and_not_in_the_process()
    {
        var text = string.Concat(Enumerable.Repeat("{\"items\":", 60)) + "{}" + new string('}', 60);
        Assert.IsType<GrammarConversion.Converted>(Convert(text));
        text = string.Concat(Enumerable.Repeat("{\"items\":", 63)) + "{\"items\":{}}" + new string('}', 63);
        Assert.IsType<GrammarConversion.Refused>(Convert(text));
    }

    private static GrammarConversion Convert(JsonNode schema) => Convert(schema.ToJsonString());

    private static GrammarConversion Convert(string schema)
    {
        using var document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 256 });
        return JsonSchemaGrammar.Convert(document.RootElement);
    }
}
