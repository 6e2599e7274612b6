namespace EdgeAgent.Contracts.V1;

/// <summary>The checks that messages share.</summary>
internal static class WireCheck
{
    public static void Text(string? value, string field, int maxChars = WireLimits.TextChars)
    {
        if (value?.Length > maxChars)
        {
            throw new WireFormatException($"{field} has {value.Length} characters; at most {maxChars} are allowed.");
        }
    }

    public static void Count(int count, string field, int max)
    {
        if (count > max)
        {
            throw new WireFormatException($"{field} has {count} items; at most {max} are allowed.");
        }
    }

    public static void Range(long value, string field, long min, long max)
    {
        if (value < min || value > max)
        {
            throw new WireFormatException($"{field} is {value}; allowed are {min} to {max}.");
        }
    }

    public static void Tokens(IReadOnlyList<int> tokens, string field, int max)
    {
        Count(tokens.Count, field, max);
        foreach (var token in tokens)
        {
            Range(token, field, 0, int.MaxValue);
        }
    }
}
