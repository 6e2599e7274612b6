using System.Globalization;

namespace EdgeAgent.Contracts.V1;

/// <summary>The checks that messages share. Errors name the field and the limit, never the content.</summary>
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

    /// <summary>Also refuses what is no number: JSON's 1e999 is read as infinity.</summary>
    public static void Range(double value, string field, double min, double max)
    {
        if (!(value >= min && value <= max))
        {
            throw new WireFormatException(
                string.Create(CultureInfo.InvariantCulture, $"{field} is {value}; allowed are {min} to {max}."));
        }
    }

    /// <summary>Only that it is a number; what it may be is the engine's to say, with an answer to the client.</summary>
    public static void Finite(float value, string field) =>
        Range((double)value, field, float.MinValue, float.MaxValue);

    /// <summary>A counter that both sides keep in a signed 64-bit column.</summary>
    public static void Sequence(ulong value, string field)
    {
        if (value > WireLimits.Sequence)
        {
            throw new WireFormatException($"{field} is {value}; at most {WireLimits.Sequence} is allowed.");
        }
    }

    /// <summary>Values of points: not too many, each a number.</summary>
    public static void Values(IReadOnlyDictionary<PointId, double> values, string field)
    {
        Count(values.Count, field, WireLimits.Points);
        foreach (var (_, value) in values)
        {
            Range(value, field, double.MinValue, double.MaxValue);
        }
    }

    /// <summary>JSON's null gets past the nullable annotations of list items.</summary>
    public static void Items<T>(IReadOnlyList<T> items, string field, int max)
        where T : class
    {
        Count(items.Count, field, max);
        foreach (var item in items)
        {
            if (item is null)
            {
                throw new WireFormatException($"{field} has an item that is null.");
            }
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
