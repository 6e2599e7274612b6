using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>Reads counts and bounds of a schema.</summary>
internal static class SchemaNumbers
{
    /// <summary>Longest repetition that the native grammar takes (llama-grammar.cpp: MAX_REPETITION_THRESHOLD 2000).</summary>
    public const int MostRepetitions = 1000;

    /// <summary>A count; null: it is not there.</summary>
    /// <exception cref="SchemaFaultException">No count, or more than a grammar can repeat.</exception>
    public static int? Count(JsonElement schema, string keyword, string place)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Number || value.GetDouble() is not (>= 0 and var number)
            || Math.Floor(number) != number)
        {
            throw new SchemaFaultException($"\"{keyword}\" at {place} is no count.");
        }
        return number <= MostRepetitions
            ? (int)number
            : throw new SchemaFaultException($"\"{keyword}\" at {place} is more than {MostRepetitions}.");
    }

    /// <summary>An upper count. One that is beyond a grammar's reach is cut: fewer fit too.</summary>
    /// <exception cref="SchemaFaultException">No count.</exception>
    public static int? UpperCount(JsonElement schema, string keyword, string place) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.Number
        && value.GetDouble() > MostRepetitions
            ? MostRepetitions
            : Count(schema, keyword, place);

    /// <summary>What a grammar repeats.</summary>
    public static string Times(int least, int? most) => most switch
    {
        null when least == 0 => "*",
        null => FormattableString.Invariant($"{{{least},}}"),
        { } upper => FormattableString.Invariant($"{{{least},{upper}}}"),
    };
}
